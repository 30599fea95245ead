/** The record does not exist, or this person may not see it: 404. */
export class NotFound extends Error {}

/** The person may see the record but not do this: 403. */
export class Forbidden extends Error {}

/** The form's token is missing or wrong, or the form comes from another site: 403. */
export class CsrfError extends Error {}

/** The form's token is one of an earlier session: 403. */
export class OldToken extends CsrfError {}

/** The body is larger than `limit` bytes: 413. */
export class TooLarge extends Error {
  readonly limit: number
  constructor(limit: number) {
    super(`larger than ${limit} bytes`)
    this.limit = limit
  }
}

/** The request can't be parsed: 400. */
export class BadRequest extends Error {}

/** The body is not valid UTF-8, so its text can't be trusted: 400. */
export class NotUtf8 extends BadRequest {}
