/**
 * The dashboard as a whole, and the part of it that changes.
 */
import {type Html, html} from '../../html/html.ts'
import {renderBeginning} from './render-beginning.ts'
import {renderFacts} from './render-facts.ts'
import {renderQueue} from './render-queue.ts'
import {renderReviews} from './render-reviews.ts'
import {renderRules} from './render-rules.ts'
import type {DashboardState} from './state.ts'

/** Without scripts the browser loads the page anew, so often. */
const RELOAD_SECONDS = 30

export function renderDashboard(state: DashboardState): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>ladderlint</title>
<link rel="stylesheet" href="dashboard/dashboard.css">
<link rel="icon" href="dashboard/icon.svg">
<script src="dashboard/dashboard.js" defer></script>
<noscript><meta http-equiv="refresh" content="${RELOAD_SECONDS}"></noscript>
</head>
<body>
<header class="bar"><b>ladderlint</b>
<nav><a href="#reviews">Reviews</a> <a href="#queue">Queue</a> <a href="#rules">Rules</a></nav>
<span id="live" role="status"></span></header>
<main>${renderContent(state)}</main>
</body>
</html>
`
}

/** Sections with ids: the script puts in place those that have changed. */
export function renderContent(state: DashboardState): Html {
  const {stored, now} = state
  return html`<section id="facts" aria-label="State of the service">${renderFacts(state)}</section>
<section id="reviews"><h2>Recent reviews</h2>${
    !stored
      ? NOTHING_READ
      : stored.reviews.length === 0
        ? renderBeginning(state)
        : renderReviews(stored.reviews, now)
  }</section>
<section id="queue">${stored && html`<h2>Queue</h2>${renderQueue({...stored, now})}`}</section>
<section id="rules">${stored && html`<h2>What the rules' threads come to</h2>${renderRules(stored.rules)}`}</section>
`
}

const NOTHING_READ = html`<p class="lead">The database does not answer, so there is nothing to show. Reviews that wait
are kept in it, and go on when it is back; what GitLab delivers meanwhile is answered with 503.</p>`
