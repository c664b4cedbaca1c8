/**
 * How often each rule's threads ended by a change: what the rule is worth to the people who meet it.
 */
import {type Html, html} from '../../html/html.ts'
import type {RuleRecord} from '../../journal/threads.ts'

export function renderRules(records: readonly RuleRecord[]): Html {
  if (records.length === 0) {
    return html`<p class="lead">No thread yet. Once there are some, this tells of each rule how often its threads ended by a
change, by a person who resolved them, or by an <code>ignore</code> command.</p>`
  }
  return html`<p class="lead">How the threads of the last 90 days ended. A rule whose threads people resolve or ignore
while the finding stands is a rule to look at; the worst comes first.</p>
<table class="rules">
<thead><tr><th>Rule</th><th class="share">Ended by a change</th><th class="amount">change</th><th class="amount">person</th>
<th class="amount">ignore</th><th class="amount">open</th><th class="amount">threads</th></tr></thead>
<tbody>${worstFirst(records).map(renderRule)}</tbody>
</table>`
}

function renderRule(record: RuleRecord): Html {
  const {rule, opened, byChange, byPerson, byIgnore, open} = record
  const share = shareOf(record)
  const percent = share === null ? null : Math.round(share * 100)
  const look = percent === null || percent >= 80 ? 'good' : percent >= 50 ? 'warn' : 'bad'
  return html`<tr>
<td class="what"><a href="rules/${encodeURIComponent(rule)}">${rule}</a></td>
<td class="share">${
    percent === null
      ? html`<span class="muted">none has ended</span>`
      : html`<meter class="${look}" min="0" max="100" value="${percent}">${percent} %</meter> <b>${percent} %</b>`
  }</td>
${amount('change', byChange)}${amount('person', byPerson)}${amount('ignore', byIgnore)}${amount('open', open)}${amount('threads', opened)}
</tr>
`
}

/** @param of Named beside the number where there is no room for a table's head. */
function amount(of: string, count: number): Html {
  return html`<td class="amount${count === 0 ? ' none' : ''}" data-of="${of}">${count}</td>`
}

/** Of the threads that ended, those that a change ended, from 0 to 1; null when none has ended. */
function shareOf({byChange, byPerson, byIgnore}: RuleRecord): number | null {
  const ended = byChange + byPerson + byIgnore
  return ended === 0 ? null : byChange / ended
}

function worstFirst(records: readonly RuleRecord[]): readonly RuleRecord[] {
  const rank = (record: RuleRecord) => shareOf(record) ?? 2
  return [...records].sort((a, b) => rank(a) - rank(b) || b.opened - a.opened)
}
