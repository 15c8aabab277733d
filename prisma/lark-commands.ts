// npm run lark:commands     makes the / menu of Feishu or Lark equal to commands/, in both languages

import { commands } from '../commands/index.ts';
import { readConfig } from '../src/config.ts';
import { registerLarkMenu } from '../src/lark.ts';
import { localeOf, Refused, runCli } from './books.ts';

const QUIET = { info() {}, warn() {}, error() {} };

await runCli(process.env, async () => {
  const { lark } = readConfig(process.env);
  const { ok, text } = await registerLarkMenu(lark, {
    commands,
    log: QUIET,
    now: () => new Date(),
    locale: localeOf(process.env),
  });
  if (!ok) throw new Refused(text);
  console.log(text);
});
