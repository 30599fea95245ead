import { z } from 'zod'
import { fieldSchemas, fields } from '../../fields/definition.ts'
import { fieldFormValues } from '../../fields/format-values.ts'
import { day } from '../../fields/kinds.ts'
import {
  choiceSchema,
  idSchema,
  requiredChoiceSchema,
  requiredTextSchema,
  versionSchema,
  zodErrorOption,
  zodErrorOptionAt,
} from '../../web/field-schemas.ts'
import type { Account } from '../repository.ts'

const roles = ['salesperson', 'manager'] as const

const username = () =>
  requiredTextSchema(40).refine(
    (typed) => /^[\p{L}\p{N}][\p{L}\p{N}._-]+$/u.test(typed),
    zodErrorOption('accounts.username_form'),
  )

/** The days on which a person joined and left the department. Blank: they were always here, they are still here. */
export const employmentFields = fields('accounts', {
  joined_on: day({ help: 'accounts.joined_on_help' }),
  left_on: day({ help: 'accounts.left_on_help' }),
})

/** The account fields that a manager can edit. */
export const accountForm = z
  .object({
    name: requiredTextSchema(100),
    username: username(),
    role: z
      .string()
      .transform((typed) => typed || 'salesperson')
      .pipe(requiredChoiceSchema(roles)),
    locale: choiceSchema(['zh-CN', 'en']),
    ...fieldSchemas(employmentFields),
    version: versionSchema,
  })
  .refine(
    ({ joined_on, left_on }) => joined_on === null || left_on === null || joined_on <= left_on,
    zodErrorOptionAt('accounts.left_before_joined', 'left_on'),
  )

export const deactivateForm = z.object({ reassign_to: idSchema() })

/** An account as form values. */
export const accountFormValues = (account: Account): Record<string, string> => ({
  username: account.username,
  name: account.name,
  role: account.role,
  locale: account.locale ?? '',
  ...fieldFormValues(employmentFields, account),
})
