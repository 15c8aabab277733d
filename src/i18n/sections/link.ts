/** One person in two chats. */
const en = {
  title: 'Your code',
  code: (code: string) => `In your other chat, say to me: link ${code}`,
  note: 'It works once, for fifteen minutes. Give it to nobody: whoever says it is you.',
  notCode: (said: string) =>
    `“${said}” is not a code. It looks like K7QM-2WXD. Say “link” in your other chat to get one.`,
  noSuch: 'That code is over or was used before. Say “link” in your other chat to get a new one.',
  own: 'That is your own code. Say it in the other chat.',
  sameChat:
    'That code belongs to somebody else in this same chat. A code is for your own account in another one.',
  sure: (name: string, deals: number) =>
    deals === 0
      ? `You become ${name} here, with ${name}’s role and team. Is that you?`
      : `You become ${name} here, with ${name}’s role and team, and your ${deals === 1 ? 'open deal goes' : `${deals} open deals go`} along. Is that you?`,
  yes: 'Yes, that is me',
  joined: (name: string) => `You are ${name} here too from now on.`,
};

const zh: typeof en = {
  title: '您的关联码',
  code: (code) => `请在另一个聊天里对我说：关联账号 ${code}`,
  note: '十五分钟内有效，只能用一次。不要给别人：谁说出它，谁就是您。',
  notCode: (said) => `“${said}”不是关联码，关联码形如 K7QM-2WXD。在另一个聊天里说“关联账号”就能拿到。`,
  noSuch: '这个关联码已失效或已用过，请在另一个聊天里说“关联账号”重新获取。',
  own: '这是您自己的关联码，请到另一个聊天里说。',
  sameChat: '这个关联码属于本聊天里的另一位同事。关联码只用于您自己在另一个聊天里的账号。',
  sure: (name, deals) =>
    deals === 0
      ? `您在这里将成为${name}，角色和团队也随之变更。确定是本人吗？`
      : `您在这里将成为${name}，角色和团队也随之变更，名下 ${deals} 个进行中的商机一起转过去。确定是本人吗？`,
  yes: '是我本人',
  joined: (name) => `以后您在这里也是${name}。`,
};

export const link = { en, zh };
