/** What is not said, why and what instead, and where it is right after all; {} stands for every value that is filled in. */
export type WordToAvoid = [pattern: RegExp, reason: string, except?: RegExp]
