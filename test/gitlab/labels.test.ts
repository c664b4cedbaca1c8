import {describe, expect, it} from 'vitest'
import {changeLabels} from '../../src/gitlab/labels.ts'
import {NotAllowed} from '../../src/reviewer/forge.ts'
import {mergeRequestAnswer} from './answers.ts'
import {client, gitlab, MERGE_REQUEST_PATH, REF, rejection, useGitLab} from './gitlab-api.ts'

useGitLab()

describe('changeLabels', () => {
  it('adds and removes by name, so that all other labels stay', async () => {
    const body = {add_labels: 'job-family,grade-change', remove_labels: 'ladder-change'}
    gitlab().put(MERGE_REQUEST_PATH, body).reply(200, mergeRequestAnswer())
    await changeLabels(client(), REF, {add: ['job-family', 'grade-change'], remove: ['ladder-change']})
  })

  it('sends nothing about labels to remove when there are none', async () => {
    gitlab().put(MERGE_REQUEST_PATH, {add_labels: 'job-family'}).reply(200, mergeRequestAnswer())
    await changeLabels(client(), REF, {add: ['job-family'], remove: []})
  })

  it('tells a role that is too low, which a review can do without', async () => {
    gitlab().put(MERGE_REQUEST_PATH).reply(403, {message: '403 Forbidden'})
    const error = await rejection(changeLabels(client(), REF, {add: ['job-family'], remove: []}))
    expect(error).toBeInstanceOf(NotAllowed)
  })
})
