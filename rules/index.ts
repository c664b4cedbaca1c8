/**
 * Every rule, in the order they are told; unused-silence last, since it judges what comments silenced. The preset for plain
 * remark is made of them in preset.ts.
 */
import abilityToUseGitlab from './ability-to-use-gitlab/rule.ts'
import boldHeading from './bold-heading/rule.ts'
import type {Rule} from './define-rule.ts'
import duplicateFamily from './duplicate-family/rule.ts'
import duplicateHeading from './duplicate-heading/rule.ts'
import exportResidue from './export-residue/rule.ts'
import frontMatter from './front-matter/rule.ts'
import gitlabCasing from './gitlab-casing/rule.ts'
import gradeConsistent from './grade-consistent/rule.ts'
import gradeGap from './grade-gap/rule.ts'
import gradeLink from './grade-link/rule.ts'
import gradePhrase from './grade-phrase/rule.ts'
import gradeProgression from './grade-progression/rule.ts'
import gradeStated from './grade-stated/rule.ts'
import gradeSubject from './grade-subject/rule.ts'
import gradeTable from './grade-table/rule.ts'
import headingOrder from './heading-order/rule.ts'
import inboundLink from './inbound-link/rule.ts'
import inclusiveLanguage from './inclusive-language/rule.ts'
import jobData from './job-data/rule.ts'
import ladderDirection from './ladder-direction/rule.ts'
import ladderLinkText from './ladder-link-text/rule.ts'
import ladderStated from './ladder-stated/rule.ts'
import ladderSubject from './ladder-subject/rule.ts'
import ladderTarget from './ladder-target/rule.ts'
import leadershipCompetencies from './leadership-competencies/rule.ts'
import levelExtends from './level-extends/rule.ts'
import levelHeading from './level-heading/rule.ts'
import levelName from './level-name/rule.ts'
import levelOrder from './level-order/rule.ts'
import levelPlacement from './level-placement/rule.ts'
import levelRepeats from './level-repeats/rule.ts'
import levelTable from './level-table/rule.ts'
import linkStyle from './link-style/rule.ts'
import linkTarget from './link-target/rule.ts'
import listContinuation from './list-continuation/rule.ts'
import location from './location/rule.ts'
import mojibake from './mojibake/rule.ts'
import pagePath from './page-path/rule.ts'
import performanceIndicators from './performance-indicators/rule.ts'
import reportsTo from './reports-to/rule.ts'
import requiredSections from './required-sections/rule.ts'
import unfilledTemplate from './unfilled-template/rule.ts'
import unreadablePage from './unreadable-page/rule.ts'
import unusedSilence from './unused-silence/rule.ts'
import vacancyLanguage from './vacancy-language/rule.ts'
import yearsOfExperience from './years-of-experience/rule.ts'

export const rules: readonly Rule[] = [
  unreadablePage,
  frontMatter,
  pagePath,
  duplicateFamily,
  jobData,
  requiredSections,
  abilityToUseGitlab,
  gradeStated,
  gradeConsistent,
  gradeSubject,
  gradeTable,
  gradeProgression,
  gradeGap,
  gradePhrase,
  gradeLink,
  levelOrder,
  levelTable,
  levelPlacement,
  levelName,
  levelHeading,
  levelExtends,
  levelRepeats,
  leadershipCompetencies,
  reportsTo,
  ladderStated,
  ladderTarget,
  ladderSubject,
  ladderDirection,
  ladderLinkText,
  linkTarget,
  inboundLink,
  linkStyle,
  mojibake,
  performanceIndicators,
  unfilledTemplate,
  vacancyLanguage,
  yearsOfExperience,
  location,
  inclusiveLanguage,
  gitlabCasing,
  listContinuation,
  headingOrder,
  duplicateHeading,
  boldHeading,
  exportResidue,
  unusedSilence
]
