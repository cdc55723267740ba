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
  const folder = response.headers.get('bookrunner-folder') ?? '';
  return { answer: await answered<T>(response), folder };
}

export async function upload(file: File): Promise<{ id: string; name: string; size: number }> {
  const form = new FormData();
  form.append('file', file);
  return answered(await fetch('/api/v1/uploads', { method: 'POST', body: form }));
}

async function answered<T>(response: Response): Promise<T> {
  const told = await response.json().catch(() => ({}));
  if (response.ok) return told as T;
  throw new Problem(
    response.status,
    told.title ?? response.statusText,
    told.detail ?? 'The server did not say what happened; its log does.',
    told.near ?? [],
    told.choices ?? [],
    told.trace ?? '',
  );
}
