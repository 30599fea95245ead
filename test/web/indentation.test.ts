import ejs from 'ejs'
import { expect, test } from 'vitest'
import { withoutIndentation } from '../../src/web/templates/strip-indentation.ts'

const rendered = (view: string, locals = {}) => ejs.render(withoutIndentation(view), locals)

test('line breaks and indentation are removed, a space within a line is not', () => {
  const view = `
<ul>
  <% for (const one of ['a', 'b']) { %>
    <li>
      <b><%= one %></b> <i>i</i>
      <%= ' · ' %>
      x y
    </li>
  <% } %>
</ul>
`
  const line = (one: string) => `<li><b>${one}</b> <i>i</i> · x y</li>`
  expect(rendered(view)).toBe(`<ul>${line('a')}${line('b')}</ul>`)
})

test('within a tag one space is sent, and none for a missing attribute', () => {
  const view = `
<a
  href="/<%= '>' %>"
  class="state<% if (on) { %> good<% } %>"
  <% if (on) { %>aria-current="page"<% } %>
  <% if (on) { %>
    data-a
    data-b="1"
  <% } else { %>
    data-c
  <% } %>
  download
>
  <%= on %>
</a>
<i <% if (on) { %>hidden<% } %>></i>
<<%= tag %>
  id="x"
>
</<%= tag %>>`
  expect(rendered(view, { on: true, tag: 'td' })).toBe(
    '<a href="/&gt;" class="state good" aria-current="page" data-a data-b="1" download>true</a><i hidden></i><td id="x"></td>',
  )
  expect(rendered(view, { on: false, tag: 'td' })).toBe(
    '<a href="/&gt;" class="state" data-c download>false</a><i></i><td id="x"></td>',
  )
})

test('code, <pre> and <textarea> are unchanged', () => {
  const view = '<%= `a\n  b` %>\n<pre\n  id="p"\n>\n  x\n  <b>y</b>\n</pre>\n<textarea>\n  z\n</textarea>\n<p>\n</p>'
  expect(rendered(view)).toBe('a\n  b<pre id="p">\n  x\n  <b>y</b>\n</pre><textarea>\n  z\n</textarea><p></p>')
})

test('an error has the line number of the view', () => {
  const view = '<ul>\n  <li\n    class="a"\n  >\n    <%= 1 %>\n  </li>\n\n  <% throw new Error("here") %>\n</ul>'
  expect(() => rendered(view)).toThrow(/>> 8\|.*throw new Error/)
})
