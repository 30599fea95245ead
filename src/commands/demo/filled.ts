import type { z } from 'zod'

/** A form as a person would send it: what is said, everything else left blank. Throws ZodError where it would be refused. */
export const filled = <F extends z.ZodObject>(form: F, said: Record<string, unknown>): z.output<F> =>
  form.parse({ ...Object.fromEntries(Object.keys(form.shape).map((name) => [name, ''])), ...said }) as z.output<F>
