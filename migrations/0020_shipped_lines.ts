import type { Migration } from '../src/database/schema.ts'

/** What was shipped of a line: asked whenever a line goes, also by the database itself, of millions of shipped ones. */
export const shippedLines: Migration = {
  name: '0020_shipped_lines',
  up({ index }) {
    index('shipment_lines_line', 'shipment_lines (line_id)')
  },
}
