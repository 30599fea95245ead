import { type Compilable, type Expression, sql } from 'kysely'
import { perDatabase, reader } from './database.ts'

/** Stands in a compiled query where a value comes. */
class Placeholder {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** Gives the place of a value in a query. */
export type Place<Values> = <Name extends keyof Values & string>(name: Name) => Expression<Values[Name]>

/**
 * A query that is built and compiled once, and run with other values each time; `value` puts a place for one into it. For
 * the few that nearly every page runs. Limit: pages beside bare ones; building a query takes as long as running a small one.
 */
export function prepareQuery<Values extends object, Row>(
  build: (value: Place<Values>) => Compilable<Row>,
): (values: Values) => Promise<Row[]> {
  const compiled = perDatabase(() => build((name) => sql.val(new Placeholder(name) as never)).compile())
  return async (values) => {
    const query = compiled()
    const parameters = query.parameters.map((one) =>
      one instanceof Placeholder ? values[one.name as keyof Values] : one,
    )
    const { rows } = await reader().executeQuery<Row>({ ...query, parameters })
    return rows
  }
}
