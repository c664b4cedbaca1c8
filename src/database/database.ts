/**
 * The port to the service's database: PostgreSQL inside this process, or a server. GitLab is the memory of what was said;
 * the database holds what is still to do, and what was done lately.
 */

/** A row as the database gives it; whoever asks checks it with zod. */
export type Row = Readonly<Record<string, unknown>>

export interface Queries {
  /**
   * @param text One statement with `$1` placeholders, or several without values.
   * @throws whatever the driver throws; the transaction it stands in is then lost.
   */
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>
}

/** What the server is, as pg-boss names it. */
export type Engine = 'pglite' | 'postgres' | 'cockroachdb' | 'yugabytedb' | 'citus'

export interface Database extends Queries {
  readonly engine: Engine
  /**
   * Runs `work` in one transaction: all of it is stored when the promise resolves, none of it when it rejects. Where the
   * server prefers another transaction, `work` is called again, so it must leave nothing behind but what it stores.
   */
  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result>
  /** Gives room back that deleted and changed rows took; undefined for a server, which does so by itself. */
  readonly tidy?: () => Promise<void>
  /** Resolves, with what has happened, when nothing can be asked any more until it is opened anew; undefined for a server. */
  readonly broken?: Promise<Error>
  /** Ends what is running, then closes. */
  close(): Promise<void>
}
