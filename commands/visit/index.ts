import type { Command } from '../../src/chat/command.ts';
import { visitCancel } from './cancel.ts';
import { visitContact } from './contact.ts';
import { visitCustomer } from './customer.ts';
import { visitDone } from './done.ts';
import { visitList } from './list.ts';
import { visitLog } from './log.ts';
import { visitPlan } from './plan.ts';

export const visitCommands: readonly Command[] = [
  visitLog,
  visitPlan,
  visitList,
  visitCustomer,
  visitDone,
  visitCancel,
  visitContact,
];
