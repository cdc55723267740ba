import { Component } from '@angular/core';

import { read, run } from '../../api/desk';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

interface Doctor {
  version: string;
  healthy: boolean;
  examined: { name: string; state: string; found: string; adds: string }[];
}

interface Person {
  name: string;
  roles: string[];
  answers: string;
  seen_at: string | null;
  disabled_by: string;
}

interface Key {
  id: string;
  person: string;
  label: string;
  roles: string[];
  scopes: string[];
  expires_at: string;
  revoked_at: string | null;
  used_at: string | null;
  holds: boolean;
}

interface Models {
  models: { name: string; provider: string; model: string; classifications: string[] }[];
  file: string | null;
}

/** What is configured and missing, who is known, the keys of programs, and the language models. */
@Component({
  imports: [Trouble],
  template: `
    <h1>Administration</h1>
    <section aria-labelledby="health">
      <h2 id="health">Health</h2>
      <br-trouble [problem]="doctor.problem()" />
      @if (doctor.waiting()) {<p class="faint">Looking at everything</p>}
      @if (doctor.value(); as said) {
        <p [class.warn]="!said.healthy">Version {{ said.version }}: {{ said.healthy ? 'nothing is broken' : 'something is to be mended' }}.</p>
        <table class="grid">
          <caption class="sr">What is configured, and what is missing</caption>
          <thead><tr><th scope="col">What</th><th scope="col">State</th><th scope="col">Found</th><th scope="col">What it adds, or what to do</th></tr></thead>
          <tbody>
            @for (one of said.examined; track one.name) {
              <tr><td>{{ one.name }}</td><td [class.warn]="one.state === 'broken'" [class.faint]="one.state === 'missing'">{{ one.state }}</td><td class="asked">{{ one.found }}</td><td class="asked">{{ one.adds }}</td></tr>
            }
          </tbody>
        </table>
      }
    </section>
    <section aria-labelledby="people">
      <h2 id="people">People</h2>
      <br-trouble [problem]="people.problem()" />
      <table class="grid">
        <caption class="sr">People and accounts of programs</caption>
        <thead><tr><th scope="col">Name</th><th scope="col">Roles</th><th scope="col">Answers for it</th><th scope="col">Seen</th><th scope="col">State</th></tr></thead>
        <tbody>
          @for (one of people.value() ?? []; track one.name) {
            <tr><td>{{ one.name }}</td><td>{{ one.roles.join(', ') }}</td><td>{{ one.answers || '-' }}</td><td>{{ one.seen_at?.slice(0, 10) ?? 'never' }}</td><td>{{ one.disabled_by ? 'shut out by ' + one.disabled_by : 'may come in' }}</td></tr>
          } @empty {
            @if (people.value()) {<tr><td colspan="5">Nobody has signed in yet; people are known from their first sign-in on.</td></tr>}
          }
        </tbody>
      </table>
    </section>
    <section aria-labelledby="keys">
      <h2 id="keys">Keys of programs</h2>
      <br-trouble [problem]="made.problem() ?? keys.problem()" />
      @if (made.value(); as token) {
        <p class="finding" role="status">The key, shown this once: <code class="asked">{{ token }}</code></p>
      }
      <table class="grid">
        <caption class="sr">Keys</caption>
        <thead><tr><th scope="col">For</th><th scope="col">Of</th><th scope="col">May</th><th scope="col">Until</th><th scope="col">Used</th><th scope="col">State</th></tr></thead>
        <tbody>
          @for (one of keys.value() ?? []; track one.id) {
            <tr>
              <td>{{ one.label }}</td><td>{{ one.person }}</td><td>{{ one.scopes.join(', ') }} {{ one.roles.join(', ') }}</td><td>{{ one.expires_at.slice(0, 10) }}</td><td>{{ one.used_at?.slice(0, 10) ?? 'never' }}</td>
              <td>@if (one.holds) {<button type="button" (click)="revoke(one.id)">Revoke {{ one.label }}</button>} @else {opens nothing}</td>
            </tr>
          } @empty {
            @if (keys.value()) {<tr><td colspan="6">No key was made.</td></tr>}
          }
        </tbody>
      </table>
      <form class="row" (submit)="make($event, label, days)">
        <label class="inline">What it is for <input #label required placeholder="nightly refresh" /></label>
        <label class="inline">Days <input #days type="number" min="1" max="366" value="90" /></label>
        <button type="submit">Make a key</button>
      </form>
    </section>
    <section aria-labelledby="language">
      <h2 id="language">Language models</h2>
      <br-trouble [problem]="models.problem()" />
      @if (models.value(); as said) {
        @for (one of said.models; track one.name) {
          <p>{{ one.name }}: {{ one.model }} of {{ one.provider }}, for {{ one.classifications.join(', ') }}</p>
        } @empty {
          <p>None is configured and none is needed; nothing is sent to one.</p>
        }
      }
    </section>
  `,
})
export class Administration {
  readonly doctor = new Loaded<Doctor>();
  readonly people = new Loaded<Person[]>();
  readonly keys = new Loaded<Key[]>();
  readonly models = new Loaded<Models>();
  readonly made = new Loaded<string>();

  constructor() {
    void this.doctor.ask(() => read<Doctor>('doctor'));
    void this.people.ask(async () => (await read<{ people: Person[] }>('people')).people);
    void this.models.ask(() => read<Models>('models'));
    this.list();
  }

  make(event: Event, label: HTMLInputElement, days: HTMLInputElement): void {
    event.preventDefault();
    void this.made
      .ask(async () => (await run<{ token: string }>('new-key', { label: label.value, days: Number(days.value) })).answer.token)
      .then(() => this.list());
  }

  revoke(id: string): void {
    void this.made
      .ask(async () => {
        await run('revoke-key', { id });
        return '';
      })
      .then(() => this.list());
  }

  private list(): void {
    void this.keys.ask(async () => (await read<{ keys: Key[] }>('keys')).keys);
  }
}
