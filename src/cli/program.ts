/**
 * The command line. One file a command; each is imported only when it is called, so that `check` starts fast.
 */
import {Command, Option} from 'commander'
import {docsUrl} from '../config/docs-url.ts'
import {version} from '../config/version.ts'
import {failure} from './failure.ts'

const program = new Command('ladderlint')
  .description(
    'Reviews job-family pages of a GitLab-hosted handbook: levels, grades, career ladders, required sections.'
  )
  .version(version)
  .option('--debug', 'show stack traces')
  .configureOutput({outputError: (text, write) => write(text.replace(/^error: /, 'ladderlint: '))})
  .exitOverride()
  .addHelpText(
    'after',
    `
Examples:
  $ ladderlint check                         every job-family page of the handbook in this folder
  $ ladderlint check content/job-families/sales/solutions-architect.md
  $ ladderlint check --since main            only what changed since main is charged
  $ ladderlint inspect PAGE                  what the program understood of a page
  $ ladderlint explain grade-table           why a rule exists, with examples
  $ ladderlint init                          a .ladderlint.yml to begin with: severities, paths, the review's manners
  $ ladderlint rehearse --last 50            what rules would have said about past merges
  $ ladderlint demo                          a merge request reviewed end to end, on this machine

Exit status: 0 nothing at or above the failing severity, 1 findings, 2 wrong usage or configuration,
3 GitLab (or the database of the service) could not be reached, or refused.`
  )

program
  .command('check')
  .description('check pages and say what to fix')
  .argument('[paths...]', 'pages or folders; all job-family pages of the handbook when left out')
  .option('--root <folder>', "the handbook's top folder (found by itself from the paths)")
  .addOption(
    new Option('--format <format>', 'what to print')
      .choices(['pretty', 'json', 'codequality', 'sarif', 'junit'])
      .default('pretty')
  )
  .option('--output <format=file>', 'write a report to a file as well; may be repeated', collect, [])
  .option('--since <ref>', 'charge only what changed since the merge base with this git ref')
  .option('--fix', 'repair what can be repaired, then say what is left')
  .option(
    '--rule <name=severity>',
    'error, warning, info, probation or off for one rule; may be repeated',
    collect,
    []
  )
  .addOption(
    new Option(
      '--fail-on <severity>',
      'exit with 1 from this severity on (default: what .ladderlint.yml says, else error)'
    ).choices(['error', 'warning', 'info', 'never'])
  )
  .option('--max-warnings <count>', 'exit with 1 when there are more warnings')
  .option(
    '--cache',
    'keep results in .ladderlint-cache at the top, and use them as long as nothing they depend on changes'
  )
  .option('--watch', 'check again whenever something changes, until Ctrl-C')
  .action(async (paths, options) => leave(await (await import('./check.ts')).check(paths, options)))

program
  .command('inspect')
  .description('show what the program understood of a page: levels, grades, ladder, sections')
  .argument('<page>', 'a page')
  .option('--root <folder>', "the handbook's top folder (found by itself from the page)")
  .addOption(new Option('--format <format>', 'what to print').choices(['pretty', 'json']).default('pretty'))
  .action(async (page, options) => finish(await (await import('./inspect.ts')).inspect(page, options)))

program
  .command('review')
  .description('review a merge request on GitLab once, as the service would')
  .option('--project <id or path>', 'the target project (default: CI_MERGE_REQUEST_PROJECT_ID)')
  .option('--mr <iid>', "the merge request's number (default: CI_MERGE_REQUEST_IID)")
  .option('--dry-run', 'show the review and write nothing')
  .addHelpText(
    'after',
    '\nNeeds GITLAB_TOKEN with scope "api"; GITLAB_URL or CI_SERVER_URL says where (default: https://gitlab.com).'
  )
  .action(async (options) => finish(await (await import('./review.ts')).review(options)))

program
  .command('serve')
  .description('run the webhook service')
  .addHelpText('after', `\nConfigured by environment variables, see ${docsUrl('configuration.md')}`)
  .action(async () => finish(await (await import('./serve.ts')).serve()))

const queue = program
  .command('queue')
  .description('show what the service has to do and what it gave up, and have that tried again')
  .addHelpText(
    'after',
    `
Finds the queue as the service does: by DATABASE_URL, else LADDERLINT_DATA. A running service with a database of its own
is asked itself, by who may read that folder.

Examples:
  $ ladderlint queue list
  $ ladderlint queue retry             everything that was given up
  $ ladderlint queue retry 4f0c2a1b    one job, by the id that the list shows`
  )

queue
  .command('list')
  .description('list what is running, what waits and what was given up, with the reason')
  .addOption(new Option('--format <format>', 'what to print').choices(['pretty', 'json']).default('pretty'))
  .action(async (options) => finish(await (await import('./queue.ts')).queueList(options)))

queue
  .command('retry')
  .description('queue again what was given up')
  .argument('[ids...]', 'beginnings of ids; everything when left out')
  .action(async (ids) => finish(await (await import('./queue.ts')).queueRetry(ids)))

program
  .command('doctor')
  .description(
    'try everything that the service depends on, and say what to do about what is not as it should be'
  )
  .option('--json', 'for machines: the same as JSON')
  .addHelpText(
    'after',
    `
Run it where the service runs, with the same environment: it looks at the variables (all mistakes at once), the database,
the service's address, GitLab, the token with its scopes and its end, and for each project at the token's role, the webhook,
.ladderlint.yml and the job families. It changes nothing.

  ✓ as it should be   ✗ reviews will not work   ! something will not, or it could not be seen

Exit status: 1 when something is marked ✗, else 0.

Examples:
  $ ladderlint doctor
  $ docker exec ladderlint ladderlint doctor
  $ ladderlint doctor --json | jq '.checks[] | select(.verdict != "ok")'`
  )
  .action(async (options) => finish(await (await import('./doctor.ts')).doctor(options)))

program
  .command('rules')
  .description('list the rules, each with the severity it has in this handbook')
  .option('--root <folder>', "the handbook's top folder (found by itself from the current one)")
  .addOption(new Option('--format <format>', 'what to print').choices(['pretty', 'json']).default('pretty'))
  .action(async (options) => finish(await (await import('./rules.ts')).rules(options)))

program
  .command('explain')
  .description("show a rule's page: what it finds, why, good and bad examples")
  .argument('<rule>', 'a rule, as `ladderlint rules` lists them')
  .action(async (rule) => finish(await (await import('./explain.ts')).explain(rule)))

program
  .command('rehearse')
  .description('show what rules would have said about past merges, before they are switched on')
  .option('--root <folder>', "the handbook's top folder (found by itself from the current one)")
  .option('--since <ref>', 'the merges since this git ref')
  .option('--last <count>', 'the last merges that changed job-family pages (default: 20)')
  .option('--rule <name>', 'this rule only, with all it would have said; may be repeated', collect, [])
  .addOption(new Option('--format <format>', 'what to print').choices(['pretty', 'json']).default('pretty'))
  .action(async (options) => finish(await (await import('./rehearse.ts')).rehearse(options)))

program
  .command('init')
  .description("write a .ladderlint.yml to begin with into the handbook's top folder")
  .option('--root <folder>', "the handbook's top folder (found by itself from the current one)")
  .action(async (options) => finish(await (await import('./init.ts')).init(options)))

program
  .command('demo')
  .description('review a merge request end to end in the built-in sandbox and show it')
  .option('--exit', 'end after the last step instead of waiting for Ctrl-C')
  .option('--port <port>', "the sandbox's port (default: a free one)")
  .action(async (options) => finish(await (await import('./demo.ts')).demo(options)))

program.showHelpAfterError('  All commands: ladderlint --help')
for (const command of [...program.commands, ...queue.commands]) {
  const name = command.parent === queue ? `queue ${command.name()}` : command.name()
  command.showHelpAfterError(`  All options: ladderlint ${name} --help`)
}

function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value]
}

function finish(exitCode: number): void {
  process.exitCode = exitCode
}

/** Ends the process once all is written. By itself Node first waits for V8 to optimize what nothing will run any more. */
function leave(exitCode: number): void {
  process.exitCode = exitCode
  process.stdout.write('', () => process.stderr.write('', () => process.exit()))
}

/** Does what the arguments ask for; tells on standard error and by the exit status what went wrong. */
export async function run(): Promise<void> {
  // What reads our output may stop early, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
  try {
    await program.parseAsync()
  } catch (error) {
    const {text, exitCode} = failure(error, {debug: process.argv.includes('--debug')})
    if (text) process.stderr.write(text)
    process.exitCode = exitCode
  }
}
