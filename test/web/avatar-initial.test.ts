import { expect, test } from 'vitest'
import { avatarLetter } from '../../src/web/view-helpers.ts'

test.each([
  ['王芳', '王'],
  ['欧阳修', '欧'],
  [' émile', 'É'],
  ['“bob”', 'B'],
  ['ß', 'S'],
  ['𠮷田', '𠮷'],
  ['007', '0'],
  ['', '?'],
  ['🙂', '?'],
])('the avatar of %s shows %s', (name, character) => {
  expect(avatarLetter(name)).toBe(character)
})
