import { z } from 'zod';
import type { LarkApi } from './api.ts';
import { LarkError } from './codes.ts';

const Tenant = z.object({ tenant: z.object({ name: z.string().optional() }).optional() });

/**
 * What the company calls itself; null where it says nothing, or where the app may not ask: the permission for it,
 * `tenant:tenant:readonly`, may be left out.
 */
export async function tenantName(api: LarkApi): Promise<string | null> {
  try {
    const { tenant } = await api.call({ method: 'GET', path: 'tenant/v2/tenant/query' }, Tenant);
    return tenant?.name?.trim() || null;
  } catch (error) {
    if (error instanceof LarkError) return null;
    throw error;
  }
}
