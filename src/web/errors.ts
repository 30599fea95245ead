/** There is no such record, or none that this person may see: 404. */
export class NotFound extends Error {}

/** The person may see it but not do this: 403. */
export class Forbidden extends Error {}

/** The form's token is missing or wrong, or it comes from another site: 403. */
export class CsrfError extends Error {}

/** The body is larger than the limit (bytes): 413. */
export class TooLarge extends Error {
  readonly limit: number
  constructor(limit: number) {
    super(`larger than ${limit} bytes`)
    this.limit = limit
  }
}

/** The body can't be read at all: 400. */
export class BadRequest extends Error {}

/** Its bytes are no UTF-8, so its letters could only be guessed: 400. */
export class NotUtf8 extends BadRequest {}
