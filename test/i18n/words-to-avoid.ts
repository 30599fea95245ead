/** A pattern not to use, the reason with a replacement, and exceptions; {} is a placeholder. */
export type WordToAvoid = [pattern: RegExp, reason: string, except?: RegExp]
