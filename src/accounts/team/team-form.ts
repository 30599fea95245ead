import { z } from 'zod'
import { choiceField, errorKey, idField, oneOf, requiredText, versionField } from '../../web/forms.ts'
import type { Account } from '../repository.ts'

const roles = ['salesperson', 'manager'] as const

const username = () =>
  requiredText(40).refine((typed) => /^[\p{L}\p{N}][\p{L}\p{N}._-]+$/u.test(typed), errorKey('accounts.username_form'))

/** The account fields that a manager can edit. */
export const accountForm = z.object({
  name: requiredText(100),
  username: username(),
  role: z
    .string()
    .transform((typed) => typed || 'salesperson')
    .pipe(oneOf(roles)),
  locale: choiceField(['zh-CN', 'en']),
  version: versionField,
})

export const deactivateForm = z.object({ reassign_to: idField() })

/** An account as form values. */
export const accountFormValues = ({ username, name, role, locale, version }: Account): Record<string, string> => ({
  username,
  name,
  role,
  locale: locale ?? '',
  version: String(version),
})
