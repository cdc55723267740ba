/** The one way to the server: every answer is an operation's, every error a problem that says what to do. */

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly near: readonly string[],
    readonly choices: readonly string[],
    readonly trace: string,
  ) {
    super(detail);
  }
}

export type Fields = Record<string, string | number | boolean | readonly string[] | null | undefined>;

/** What an operation answers that changes nothing. */
export async function read<T>(operation: string, fields: Fields = {}): Promise<T> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const asked = query.size ? `?${query}` : '';
  return answered<T>(await fetch(`/api/v1/${operation}${asked}`));
}

export interface Done<T> {
  answer: T;
  folder: string;
}

/** What an operation answers that writes, and the folder it wrote. */
export async function run<T>(operation: string, fields: Fields = {}): Promise<Done<T>> {
  const response = await fetch(`/api/v1/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(fields),
  });
  if (response.status === 202) return followed<T>(await response.json(), () => undefined);
  const folder = response.headers.get('bookrunner-folder') ?? '';
  return { answer: await answered<T>(response), folder };
}

/** A job as it stands. */
export interface Job {
  id: string;
  operation: string;
  state: 'waiting' | 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled';
  activity: string;
  done: number;
  total: number;
  folder: string;
  answer: string;
  problem: string;
  detail: string;
  submitted_at: string;
  is_short: boolean;
}

/** As `run`, for work that takes long: a job that outlives this page, told of as it goes. */
export async function work<T>(operation: string, fields: Fields, told: (job: Job) => void): Promise<Done<T>> {
  const response = await fetch(`/api/v1/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), prefer: 'respond-async' },
    body: JSON.stringify(fields),
  });
  return followed<T>(await answered<Job>(response), told);
}

/** A job as it goes on, until it has ended or the caller closes it. */
export function follow(id: string, told: (job: Job) => void, gone: () => void = () => undefined): EventSource {
  const source = new EventSource(`/api/v1/jobs/${id}/events`);
  source.addEventListener('job', (event) => {
    const job = JSON.parse(event.data) as Job;
    if (['done', 'failed', 'cancelled'].includes(job.state)) source.close();
    told(job);
  });
  source.addEventListener('gone', () => {
    source.close();
    gone();
  });
  return source;
}

/** The job's answer once it has ended. */
function followed<T>(begun: Job, told: (job: Job) => void): Promise<Done<T>> {
  return new Promise((resolve, reject) => {
    follow(
      begun.id,
      (job) => {
        told(job);
        if (job.state === 'done') resolve({ answer: JSON.parse(job.answer) as T, folder: job.folder });
        else if (job.state === 'failed') reject(new Problem(409, job.problem, job.detail, [], [], ''));
        else if (job.state === 'cancelled') reject(new Problem(409, 'Cancelled', 'The work was cancelled.', [], [], ''));
      },
      () => reject(new Problem(404, 'Gone', 'You may not see this work any more.', [], [], '')),
    );
  });
}

export async function upload(file: File): Promise<{ id: string; name: string; size: number }> {
  const form = new FormData();
  form.append('file', file);
  return answered(await fetch('/api/v1/uploads', { method: 'POST', body: form }));
}

/** The page that tells of it; it asks the server nothing. */
export const SIGNED_OUT = '/signed-out';

/** Ends the session; where to go from here: the bank's own sign-out where it has one. */
export async function signOut(): Promise<string> {
  const { to } = await answered<{ to: string }>(await fetch('/auth/logout', { method: 'POST' }));
  return /^https?:/.test(to) ? to : SIGNED_OUT;
}

/** Off to the bank's sign-in and back to this page, where there is one. */
async function signIn(): Promise<void> {
  const state = await fetch('/auth/state').then((said) => said.json(), () => ({}));
  if (state.signed_in === false && state.login) location.assign(`${state.login}?to=${encodeURIComponent(location.pathname + location.search)}`);
}

async function answered<T>(response: Response): Promise<T> {
  const told = await response.json().catch(() => ({}));
  if (response.ok) return told as T;
  if (response.status === 401) await signIn();
  throw new Problem(
    response.status,
    told.title ?? response.statusText,
    told.detail ?? 'The server did not say what happened; its log does.',
    told.near ?? [],
    told.choices ?? [],
    told.trace ?? '',
  );
}
