import { type Compilable, type Expression, sql } from 'kysely'
import { perDatabase, reader } from './database.ts'

/** Marks the position of a value among a compiled query's parameters. */
class Placeholder {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** Creates the placeholder of a named value. */
export type Place<Values> = <Name extends keyof Values & string>(name: Name) => Expression<Values[Name]>

/**
 * A query that is built and compiled once and run with different values; `value` creates a placeholder. For the few
 * queries that nearly every page runs. Limit: pages compared with bare ones; building a query takes as long as running
 * a small one.
 */
export function prepareStatement<Values extends object, Row>(
  build: (value: Place<Values>) => Compilable<Row>,
): (values: Values) => Promise<Row[]> {
  const compiled = perDatabase(() => build((name) => sql.val(new Placeholder(name) as never)).compile())
  return async (values) => {
    const query = compiled()
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Placeholder ? values[parameter.name as keyof Values] : parameter,
    )
    const { rows } = await reader().executeQuery<Row>({ ...query, parameters })
    return rows
  }
}
