/**
 * Why nothing can be written to a place, until a person changes something there.
 * token: the bot was taken away, or its token does not hold · scope: it may not do this any more · room: it was removed
 * from the room, or the room is archived or gone · rules: only some may write there · root: the message it spoke under
 * was deleted · reader: whoever it is for left, or may not or does not want to be written to · content: the platform's
 * rules on words or contact data refused what it says
 */
export type TroubleKind = 'token' | 'scope' | 'room' | 'rules' | 'root' | 'reader' | 'content';

/** These concern every room of the workspace alike. */
export const isWide = (kind: TroubleKind): boolean => kind === 'token' || kind === 'scope';
