/** Where GitLab's webhooks go, below the service's address. */
export const WEBHOOK_PATH = '/webhooks/gitlab'
