/** Who took the deal, out of words like 被用友拿了, 输给用友, "to Oracle", "went with Oracle". */
export function rivalIn(said: string): string | null {
  const text = said.trim();
  const zh =
    /被(.{1,30}?)(?:拿|抢|截|签|中|做|搞)(?:了|走|去|下|掉|标)*/u.exec(text) ??
    /(?:输给|败给|选了|选择了|给了)了?([^，,。；;\s]{1,30})/u.exec(text);
  const en = /(?:^|\s)(?:lost to|went with|chose|picked|bought|to)\s+([^,;.]{1,60})/i.exec(text);
  const name = (zh?.[1] ?? en?.[1] ?? text).trim().replace(/^(?:了|the)\s*/i, '');
  return /[\p{L}\p{N}]/u.test(name) && !FILLER.test(name) ? name : null;
}

/** What is left when only the deal and a reason were said. */
const FILLER =
  /^(?:了|黄了|丢了|死了|没了|单|it|dead|gone|because(?: of)?|due to|on|of|因为|由于|原因是?)$/iu;
