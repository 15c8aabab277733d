/** An exact decimal: `units` × 10^`exponent`. Floats would make 48.555 a cent too little. */
export type Decimal = { units: bigint; exponent: number };

/** '1,200.50' → 12005 × 10^-2, shifted by a power of ten. */
export function decimalOf(written: string, shift: number): Decimal {
  const [whole = '', fraction = ''] = written.replaceAll(',', '').split('.');
  return { units: BigInt(whole + fraction), exponent: shift - fraction.length };
}

export function plus(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { units: scaled(a, exponent) + scaled(b, exponent), exponent };
}

/** Minor units, half away from zero; undefined beyond the safe integers. */
export function toMinor(value: Decimal, digits: number): number | undefined {
  const exponent = value.exponent + digits;
  if (exponent > 30) return undefined;
  const minor =
    exponent >= 0 ? value.units * 10n ** BigInt(exponent) : halved(value.units, 10n ** BigInt(-exponent));
  return minor <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(minor) : undefined;
}

/** Written amounts carry no sign, so up is away from zero. */
function halved(units: bigint, by: bigint): bigint {
  return (units + by / 2n) / by;
}

function scaled(value: Decimal, exponent: number): bigint {
  return value.units * 10n ** BigInt(value.exponent - exponent);
}
