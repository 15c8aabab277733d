/**
 * What a person typed could not be used. Carries a code and its parameters, never prose:
 * dispatch turns the code into a sentence in the person's language (`m.errors`).
 * Everything else that is thrown is a bug.
 */
export class UserError extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The field the fault stands beside, when there is one. */
  readonly field: string | undefined;

  constructor(code: string, params: Record<string, string | number> = {}, field?: string) {
    super(code);
    this.code = code;
    this.params = params;
    this.field = field;
  }
}
