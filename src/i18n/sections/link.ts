/** One person, and one organisation, in two chats. */
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
  workspace: {
    title: 'Code for another workspace',
    code: (code: string) => `In the other workspace, say to me: link workspace ${code}`,
    note: 'It works once, for fifteen minutes, where no deal has been recorded yet. Who runs me there says it.',
    noSuch:
      'That code is over or was used before. Say “link workspace” in the other workspace to get a new one.',
    already: (organisation: string) => `This workspace already belongs to ${organisation}.`,
    notEmpty:
      'Deals or visits have been recorded here, so this workspace stays its own. Export them, and import the file in the other one.',
    sure: (organisation: string, by: string) =>
      `This workspace will belong to ${organisation}: one book of deals for both. What was set up here goes, and ${organisation} lets its people in. ${by} made the code. Is that you?`,
    me: (name: string) => `Yes, I am ${name}`,
    notMe: 'No, but join',
    joined: (organisation: string) => `This workspace belongs to ${organisation} from now on.`,
    joinedAs: (organisation: string, name: string) =>
      `This workspace belongs to ${organisation} from now on, and you are ${name} here too.`,
  },
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
  workspace: {
    title: '工作区关联码',
    code: (code) => `请在另一个工作区里对我说：关联工作区 ${code}`,
    note: '十五分钟内有效，只能用一次。由那边的管理员来说，且那边还没有任何商机。',
    noSuch: '这个关联码已失效或已用过，请在另一个工作区里说“关联工作区”重新获取。',
    already: (organisation) => `本工作区已经属于“${organisation}”。`,
    notEmpty: '这里已有商机或拜访记录，不能再并入。请先导出，再到另一个工作区里导入。',
    sure: (organisation, by) =>
      `本工作区将并入“${organisation}”，两边共用一本商机账。这里原有的设置不再保留，同事由“${organisation}”重新通过。关联码是${by}生成的，是您本人吗？`,
    me: (name) => `是，我是${name}`,
    notMe: '不是，但要并入',
    joined: (organisation) => `本工作区已并入“${organisation}”。`,
    joinedAs: (organisation, name) => `本工作区已并入“${organisation}”，您在这里也是${name}。`,
  },
};

export const link = { en, zh };
