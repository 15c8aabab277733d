const ENGLISH = [
  'thanks|thank you|many thanks|thx|ty|tysm|cheers|so much|very much|a lot|a bunch',
  'ok|okay|k|kk|got it|understood|roger|will do|noted|on it|sure|yep|yes|done',
  'great|perfect|nice|cool|awesome|lovely|excellent|good|good job|nice one|well done|all good|no worries',
].join('|');

const CHINESE = [
  '谢谢|谢谢你|谢谢您|谢谢啦|谢谢了|谢了|谢啦|多谢|感谢|辛苦|辛苦了|辛苦啦|麻烦你了|麻烦您了',
  '好|好的|好滴|好嘞|好哒|行|可以|嗯|哦|噢|收到|了解|明白|知道了|没问题|没事|是的|对',
  '太好了|太棒了|不错|棒|赞|给力|厉害',
].join('|');

const KIND_WORDS = new RegExp(`^(?:(?:(?:${ENGLISH})\\b|${CHINESE})\\s?)+$`, 'iu');

/** Platforms write pictures as names between colons, or in brackets: :+1:, [强]. */
const PICTURES =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d|:[\w+-]+:|\[\p{Script=Han}{1,4}\]/giu;

const GREETING =
  /^(?:(?:hi|hello|hey|yo|good (?:morning|afternoon|evening)|morning|who are you|what are you|are you there|anybody there|anyone there|there|all|stagepost|bot|ping|test)\b\s?|(?:你好|您好|嗨|哈喽|哈啰|早上好|上午好|中午好|下午好|晚上好|早安|早|在吗|在么|在不在|有人吗|你是谁|您是谁|你叫什么|驿站|机器人|测试)\s?)+(?:啊|呀|吗)?$/iu;

/** Courtesies are short; what is longer tells something. */
const LONGEST = 40;

/** "thanks", 好的, 收到, 👍: what people answer a bot that did what they asked. It asks and tells nothing. */
export function isCourtesy(text: string): boolean {
  const said = text.trim();
  if (said === '' || said.length > LONGEST) return false;
  const words = wordsOf(said);
  const picture = words === '' && said !== said.replace(PICTURES, '');
  return picture || KIND_WORDS.test(words);
}

/** hi, 早上好, 在吗, 你是谁: what people begin with. */
export const isGreeting = (text: string): boolean =>
  text.length <= LONGEST && GREETING.test(wordsOf(text.replace(/[?？]+/g, ' ')));

const wordsOf = (said: string): string =>
  said
    .replace(PICTURES, '')
    .replace(/[\s,，.。!！~～、]+/g, ' ')
    .trim();
