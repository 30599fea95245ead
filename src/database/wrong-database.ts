/** The database can't be used by this program; the message says why in one line. */
export class WrongDatabase extends Error {}
