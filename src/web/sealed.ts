import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const keyOf = (secret: string) => createHash('sha256').update(`sealed ${secret}`).digest()

/** Seals a text with a session's id. The database knows only the id's hash, so a copy of the file, a backup say, tells nothing. */
export function sealText(text: string, secret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** The text again; throws where the secret is another. */
export function unsealText(sealed: string, secret: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, 12)).setAuthTag(
    bytes.subarray(12, 28),
  )
  return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
}
