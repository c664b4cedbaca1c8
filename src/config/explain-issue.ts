/**
 * What a schema found wrong with a `.ladderlint.yml`, in words, with its place in the text.
 */
import type {z} from 'zod'
import type {ConfigMistake} from './config-mistake.ts'
import {nearest} from './nearest.ts'
import type {PlacedYaml} from './placed-yaml.ts'

type Issue = z.core.$ZodIssue

/** @param rules Names of all rules. */
export function toMistakes(issue: Issue, yaml: PlacedYaml, rules: readonly string[]): ConfigMistake[] {
  const {path} = issue
  const here = yaml.placeOf(path)
  const value = valueAt(yaml.value, path)
  const name = inWords(path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({...yaml.placeOfKey(path, key), ...unknownKey(key, path, rules)}))
    case 'invalid_union': {
      // A rule's setting is a word or a map; what was written tells which of the two was meant.
      const [word = [], map = []] = issue.errors
      const meant = isRecord(value) ? map : word
      return meant.flatMap((each) => toMistakes({...each, path: [...path, ...each.path]}, yaml, rules))
    }
    case 'invalid_value':
      return [{...here, ...notAmong(value, issue.values.map(String), path)}]
    case 'invalid_type': {
      const kind = KINDS[issue.expected] ?? `a ${issue.expected}`
      return [{...here, text: value === undefined ? `${name} is missing` : `${name} must be ${kind}`}]
    }
    case 'too_small':
      return [
        {...here, text: `${name} must ${issue.origin === 'array' ? 'have' : 'be'} at least ${issue.minimum}`}
      ]
    case 'too_big':
      return [
        {...here, text: `${name} must ${issue.origin === 'array' ? 'have' : 'be'} at most ${issue.maximum}`}
      ]
    case 'custom':
      return [{...here, text: issue.message}]
    default:
      return [{...here, text: `${name}: ${issue.message.replace(/^Invalid input: /, '')}`}]
  }
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'a map of "name: value" lines',
  record: 'a map of "name: value" lines',
  array: 'a list, one "- value" a line',
  int: 'a whole number',
  string: 'a text'
}

const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  '': ['rules', 'overrides', 'paths', 'fail-on', 'review', 'labels', 'approvals'],
  overrides: ['paths', 'rules'],
  paths: ['families', 'ignore'],
  review: ['threads-from', 'most-threads', 'drafts', 'reviewer', 'author-may-ignore'],
  labels: ['job-family', 'ladder-change', 'grade-change'],
  approvals: ['who', 'from-grade', 'to-grade'],
  rule: ['severity', 'options']
}

function unknownKey(
  key: string,
  path: readonly PropertyKey[],
  rules: readonly string[]
): Pick<ConfigMistake, 'text' | 'hint'> {
  const names = path.map(String)
  if (names.at(-1) === 'rules') {
    const close = nearest(key, rules)
    return {
      text: `no rule is called "${key}"`,
      hint: close ? `Did you mean "${close}"?` : 'All rules: ladderlint rules'
    }
  }
  const rule = names.at(-2) === 'rules' ? names.at(-1) : undefined
  if (rule !== undefined && key === 'options') return {text: `"${rule}" has no options`}
  const known = (rule === undefined ? SECTIONS[names[0] ?? ''] : SECTIONS.rule) ?? []
  const close = nearest(key, known)
  const text = `no setting is called "${key}"${names.length === 0 ? '' : ` in ${inWords(path)}`}`
  return {text, hint: close ? `Did you mean "${close}"?` : choice(known)}
}

function notAmong(
  value: unknown,
  values: readonly string[],
  path: readonly PropertyKey[]
): Pick<ConfigMistake, 'text' | 'hint'> {
  const text = isRecord(value) ? 'this' : `"${String(value)}"`
  const name = inWords(path)
  return {
    text: value === null ? `${name} has no value` : `${text} is no value of ${name}`,
    hint: choice(values)
  }
}

function choice(values: readonly string[]): string | undefined {
  if (values.length === 0) return undefined
  const last = values.at(-1) ?? ''
  return `Write ${values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${last}` : last}`
}

/** "review.drafts", "overrides[2].paths": items are counted from 1, as people do. */
function inWords(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file'
  return path
    .map((key) => (typeof key === 'number' ? `[${key + 1}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner = value
  for (const key of path)
    inner = isRecord(inner) ? new Map(Object.entries(inner)).get(String(key)) : undefined
  return inner
}

/** A map or a list. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
