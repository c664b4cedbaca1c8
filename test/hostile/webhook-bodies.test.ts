import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {MalformedEvent, parseEvent} from '../../src/gitlab/events.ts'
import {mergeRequestEvent} from '../server/merge-request-event.ts'
import {noteEvent} from '../server/note-event.ts'

const HEADERS = {'x-gitlab-event': 'Merge Request Hook'}
const MERGE_REQUEST = JSON.stringify(mergeRequestEvent({action: 'open'}))
const NOTE = JSON.stringify(noteEvent({}))

function push(more: string): string {
  const ids = `"before": "${'a'.repeat(40)}", "after": "${'b'.repeat(40)}"`
  return `{"object_kind": "push", "project": {"id": 7, "path_with_namespace": "a/b"}, "ref": "refs/heads/main", ${ids}, ${more}}`
}

/** Bodies up to the size that the webhook takes. */
const BODIES: Readonly<Record<string, string | Uint8Array>> = {
  nothing: '',
  'no object': '[]',
  null: 'null',
  'half an object': MERGE_REQUEST.slice(0, -20),
  'bytes that are no UTF-8': Buffer.concat([
    Buffer.from('{"object_kind":"'),
    Buffer.from([0xff]),
    Buffer.from('"}')
  ]),
  'lists in lists': '['.repeat(2_000_000),
  'objects in objects': `${'{"object_kind":'.repeat(300_000)}1${'}'.repeat(300_000)}`,
  'objects in objects in what is not read': push(`"x": ${'['.repeat(5000)}${']'.repeat(5000)}`),
  'a kind of another type': '{"object_kind": {"toString": 1}}',
  'a kind that every object has': '{"object_kind": "__proto__"}',
  'keys that every object has': `{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, ${MERGE_REQUEST.slice(1)}`,
  'numbers beyond counting': MERGE_REQUEST.replaceAll(/:\d+/g, ':1e999'),
  'numbers that are no longer whole': MERGE_REQUEST.replaceAll(/:\d+/g, ':9007199254740993'),
  'numbers below nothing': MERGE_REQUEST.replaceAll(/:\d+/g, ':-1'),
  'numbers as texts': MERGE_REQUEST.replaceAll(/:(\d+)/g, ':"$1"'),
  'a key twice': MERGE_REQUEST.replace('{', '{"object_kind": "push", "object_kind": "note", '),
  'half of a letter': MERGE_REQUEST.replaceAll('"main"', '"\\ud800"'),
  'zero bytes in names': MERGE_REQUEST.replaceAll('"main"', '"a\\u0000b"'),
  'a comment of megabytes': NOTE.replace(
    /"note":"[^"]*"/,
    `"note":"${'@ladderlint ignore '.repeat(200_000)}"`
  ),
  'commits that are none': push(`"commits": [${'0,'.repeat(100_000)}0]`),
  'paths that are none': push(`"commits": [{"added": [${'0,'.repeat(100_000)}0]}]`),
  'hundreds of thousands of paths': push(
    `"total_commits_count": 1, "commits": [{"added": [${'"content/job-families/x.md",'.repeat(150_000)}"a"]}]`
  ),
  'a branch of megabytes': push('"x": 1').replace('heads/main', `heads/${'a/'.repeat(1_000_000)}`),
  'a branch of many lines': push('"x": 1').replace('heads/main', 'heads/a\\nb\\r\\n/close')
}

function kindOf(body: string | Uint8Array): string {
  try {
    return parseEvent(HEADERS, Buffer.from(body)).kind
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedEvent)
    expect(String(error).length).toBeLessThan(1000)
    return 'malformed'
  }
}

describe('parseEvent', () => {
  it.each(Object.entries(BODIES))('reads a body with %s, or refuses it in a sentence', (_name, body) => {
    expect(kindOf(body)).toMatch(/^(?:merge_request|note|push|ignored|malformed)$/)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('refuses any other JSON in a sentence', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void kindOf(JSON.stringify(value))))
  })

  it('reads an event, whatever one of its values is replaced with', () => {
    const positions = [...MERGE_REQUEST.matchAll(/:(?:\d+|"[^"]*"|null|true|false)/g)]
    fc.assert(
      fc.property(fc.constantFrom(...positions), fc.jsonValue(), ({index, 0: old}, value) => {
        const rest = MERGE_REQUEST.slice(index + old.length)
        void kindOf(`${MERGE_REQUEST.slice(0, index)}:${JSON.stringify(value)}${rest}`)
      })
    )
  })
})
