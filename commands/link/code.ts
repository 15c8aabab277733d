import { optional, text } from '../../src/chat/field.ts';

/** A code from another chat; without one a code is given. */
export const codeSaid = optional(
  text({
    label: { en: 'Code', zh: '关联码' },
    example: { en: 'K7QM-2WXD', zh: 'K7QM-2WXD' },
    maxLength: 40,
  }),
);
