import { Component, signal } from '@angular/core';

import { read, run } from '../../api/desk';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

interface Insider {
  person: string;
  purpose: string;
  since: string;
  until: string | null;
  approved_by: string;
  ended_by: string;
  ended_why: string;
  is_inside: boolean;
}

interface Wall {
  label: string;
  title: string;
  client: string;
  purpose: string;
  opened_by: string;
  starts: string;
  ends: string | null;
  closed_by: string;
  is_open: boolean;
  insiders: Insider[];
}

interface Listed {
  companies: { list: string; cik: string; company: string; since: string; until: string | null; reason: string; wall: string; listed_by: string }[];
}

/** Deals, who is inside their walls, and the lists of companies nobody may write on. */
@Component({
  imports: [Trouble],
  template: `
    <h1>Deals and walls</h1>
    <br-trouble [problem]="done.problem() ?? walls.problem()" />
    @if (done.value(); as said) {<p class="finding" role="status">{{ said }}</p>}
    <div class="columns">
      <section aria-labelledby="deals">
        <h2 id="deals">Deals</h2>
        @for (wall of walls.value() ?? []; track wall.label) {
          <article class="line">
            <div class="row">
              <b>{{ wall.label }}</b> <span>{{ wall.title }}</span>
              <span class="faint">{{ wall.client }}</span>
              @if (!wall.is_open) {<span class="tag">ended</span>}
              <button type="button" (click)="look(wall.label)" [attr.aria-expanded]="open()?.label === wall.label">Who is inside {{ wall.label }}</button>
            </div>
            <div class="faint">from {{ wall.starts.slice(0, 10) }} @if (wall.ends) {to {{ wall.ends.slice(0, 10) }}}, opened by {{ wall.opened_by }}@if (wall.purpose) {: {{ wall.purpose }}}</div>
            @if (open()?.label === wall.label) {
              <table class="grid">
                <caption class="sr">Who is or was inside {{ wall.label }}</caption>
                <thead><tr><th scope="col">Person</th><th scope="col">From</th><th scope="col">To</th><th scope="col">Why</th><th scope="col">Let in by</th><th scope="col"><span class="sr">Take out</span></th></tr></thead>
                <tbody>
                  @for (one of open()?.insiders ?? []; track $index) {
                    <tr>
                      <td>{{ one.person }}</td><td>{{ one.since.slice(0, 10) }}</td><td>{{ one.until?.slice(0, 10) ?? '-' }}</td><td>{{ one.purpose }} {{ one.ended_why }}</td><td>{{ one.approved_by }}</td>
                      <td>@if (one.is_inside && wall.is_open) {<button type="button" (click)="takeOut(wall.label, one.person)">Take out {{ one.person }}</button>}</td>
                    </tr>
                  } @empty {
                    <tr><td colspan="6">Nobody is inside yet.</td></tr>
                  }
                </tbody>
              </table>
              @if (wall.is_open) {
                <form class="row" (submit)="bringOver($event, wall.label, person, why)">
                  <label class="inline">Person <input #person required /></label>
                  <label class="inline">Why they need to know <input #why required /></label>
                  <button type="submit">Bring over</button>
                </form>
              }
            }
          </article>
        } @empty {
          @if (walls.value()) {<p>No deal has a wall that you may see.</p>}
        }
        <h2>Open a deal</h2>
        <form class="sheet" (submit)="openWall($event, label, title, client, purpose)">
          <label>Code name <input #label required pattern="[a-z0-9-]+" placeholder="project-north" /></label>
          <label>Called inside <input #title /></label>
          <label>The bank acts for <input #client /></label>
          <label>What it is for <input #purpose /></label>
          <button type="submit">Open the deal</button>
        </form>
      </section>
      <section aria-labelledby="lists">
        <h2 id="lists">{{ list() === 'watch' ? 'Watch' : 'Restricted' }} list</h2>
        <div class="row controls" role="group" aria-label="Lists">
          <button type="button" [attr.aria-pressed]="list() === 'restricted'" (click)="show('restricted')">Restricted</button>
          <button type="button" [attr.aria-pressed]="list() === 'watch'" (click)="show('watch')">Watch</button>
        </div>
        <br-trouble [problem]="listed.problem()" />
        @for (one of listed.value()?.companies ?? []; track one.cik + one.since) {
          <article class="line" data-weight="5">
            <b>{{ one.company }}</b> <span class="faint">since {{ one.since.slice(0, 10) }}</span>
            @if (one.wall) {<span class="tag">{{ one.wall }} goes on</span>}
            @if (one.reason) {<div class="faint">{{ one.reason }}</div>}
            @if (!one.until) {<button type="button" (click)="unlist(one.cik)">Take {{ one.company }} off</button>}
          </article>
        } @empty {
          @if (listed.value()) {<p>No company is on it.</p>}
        }
        <form class="sheet" (submit)="putOn($event, company, reason)">
          <label>Company <input #company required placeholder="HD" /></label>
          <label>Why, for the control room alone <input #reason required /></label>
          <button type="submit">Put on the list</button>
        </form>
      </section>
    </div>
  `,
})
export class Walls {
  readonly walls = new Loaded<Wall[]>();
  readonly listed = new Loaded<Listed>();
  readonly done = new Loaded<string>();
  readonly open = signal<Wall | null>(null);
  readonly list = signal<'restricted' | 'watch'>('restricted');

  constructor() {
    this.again();
    this.show('restricted');
  }

  look(label: string): void {
    if (this.open()?.label === label) return this.open.set(null);
    void this.inside(label);
  }

  show(list: 'restricted' | 'watch'): void {
    this.list.set(list);
    void this.listed.ask(() => read<Listed>('restricted', { list }));
  }

  openWall(event: Event, label: HTMLInputElement, ...more: HTMLInputElement[]): void {
    event.preventDefault();
    const [title, client, purpose] = more.map((one) => one.value);
    void this.act('open-wall', { label: label.value, title, client, purpose }, `${label.value} is open; nobody is inside yet`, [label, ...more]);
  }

  bringOver(event: Event, label: string, person: HTMLInputElement, why: HTMLInputElement): void {
    event.preventDefault();
    void this.act('bring-over', { person: person.value, label, purpose: why.value }, `${person.value} is inside ${label}`, [person, why], label);
  }

  takeOut(label: string, person: string): void {
    void this.act('take-out', { person, label, reason: 'no longer needs to know' }, `${person} is out of ${label}`, [], label);
  }

  putOn(event: Event, company: HTMLInputElement, reason: HTMLInputElement): void {
    event.preventDefault();
    void this.act('list-company', { company: company.value, reason: reason.value, list: this.list() }, `${company.value} is on the list`, [company, reason]);
  }

  unlist(company: string): void {
    void this.act('unlist-company', { company, list: this.list() }, 'It is off the list', []);
  }

  /** Does it, says so, and shows what is then true; a field is emptied only where it was done. */
  private async act(operation: string, fields: Record<string, string | undefined>, said: string, used: HTMLInputElement[], label = ''): Promise<void> {
    await this.done.ask(async () => {
      await run(operation, fields);
      return said;
    });
    if (this.done.problem()) return;
    for (const field of used) field.value = '';
    this.again();
    this.show(this.list());
    if (label) await this.inside(label);
  }

  private again(): void {
    void this.walls.ask(async () => (await read<{ walls: Wall[] }>('walls')).walls);
  }

  private async inside(label: string): Promise<void> {
    await this.done.ask(async () => {
      this.open.set((await read<{ walls: Wall[] }>('walls', { label })).walls[0] ?? null);
      return this.done.value() ?? '';
    });
  }
}
