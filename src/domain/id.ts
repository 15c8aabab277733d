const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text may be an id of ours: a UUID as we write them, in lower case. The database takes nothing else for one. */
export const isUuid = (text: string): boolean => UUID.test(text);
