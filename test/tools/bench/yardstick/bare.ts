import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import express from 'express'
import { root } from '../../../../src/root-folder.ts'

// Bare pages: the simplest ones that Express, EJS and better-sqlite3 make from the same database. One or two prepared
// statements and a view; no session, permissions, languages or compression. The program's own overhead is measured
// against them.
const folder = process.env.DATA_DIR ?? '.'
const database = new Sqlite(join(folder, 'salesbook.db'), { readonly: true })

/** The same 25 rows as on the program's list, read along the index of its order. */
const list = database.prepare(
  `select customers.id, customers.name, company, phone, region, city, level, users.name as owner, last_contact_on,
      next_follow_up_on
    from customers join users on users.id = customers.owner_id where merged_into is null
    order by last_contact_on desc, customers.id desc limit 25`,
)
const count = database.prepare('select count(*) from customers where merged_into is null').pluck()
const customer = database.prepare(
  `select id, code, name, title, company, phone, email, other_contact, region, city, address, industry, source, level, notes
    from customers where id = ?`,
)
const orders = database.prepare(
  `select id, number, ordered_on, status, shipping, payment, total from orders where customer_id = ?
    order by ordered_on desc, id desc limit 25`,
)

// Inserts go to a separate database: a customer row with an index on its code, on disk before the response is sent.
const insertDatabase = new Sqlite(join(folder, 'bare.db'))
insertDatabase.pragma('journal_mode = WAL')
insertDatabase.pragma('synchronous = FULL')
insertDatabase.exec(
  `create table customers (id integer primary key autoincrement, code text not null unique, name text, title text,
    company text, phone text, email text, other_contact text, region text, city text, address text, industry text,
    source text, level text, owner_id integer not null, created_at text not null) strict`,
)
const insert = insertDatabase.prepare(
  `insert into customers (code, name, title, company, phone, email, other_contact, region, city, address, industry, source,
      level, owner_id, created_at)
    values (@code, @name, @title, @company, @phone, @email, @other_contact, @region, @city, @address, @industry, @source,
      @level, @owner_id, @created_at)`,
)
let codes = 0
const create = insertDatabase.transaction(
  (form: Record<string, string>) =>
    insert.run({ ...form, code: `K-${++codes}`, owner_id: 1, created_at: new Date().toISOString() }).lastInsertRowid,
)

const app = express()
app.set('view engine', 'ejs')
app.set('views', fileURLToPath(new URL('test/tools/bench/yardstick/views', root)))
app.get('/healthz', (_req, res) => void res.type('text').send('ok'))
app.get('/customers', (_req, res) => res.render('list', { rows: list.all(), count: count.get() }))
app.get('/uncounted', (_req, res) => res.render('list', { rows: list.all(), count: '' }))
app.get('/customers/:id', (req, res) =>
  res.render('record', { customer: customer.get(req.params.id), orders: orders.all(req.params.id) }),
)
app.post('/customers', express.urlencoded(), (req, res) => res.redirect(303, `/customers/${create(req.body)}`))

const server = createServer(app)
server.listen(Number(process.env.PORT), '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(`Bare pages are on http://127.0.0.1:${address.port}`)
})
