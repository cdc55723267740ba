import { Component, OnDestroy, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';

import { read, run, upload } from '../../api/desk';
import { Book, Company, Folder, Me, Valuation } from '../../api/shapes';
import { Assumption, adopted, assumptions, asTyped } from '../parts/assumptions';
import { FigureOnPage } from '../parts/figure';
import { formatted, meant } from '../parts/formats';
import { GridOnPage } from '../parts/grid';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

/** Long enough that a number can be typed to its end before anything is worked out. */
const SETTLED_MS = 400;

const BOOKS = [
  { type: 'general', name: 'comparables and DCF' },
  { type: 'sell-side', name: 'sale: offers and LBO' },
  { type: 'buy-side', name: 'merger' },
  { type: 'refinancing', name: 'refinancing' },
  { type: 'new-issue', name: 'new issue' },
  { type: 'follow-on', name: 'follow-on' },
  { type: 'convertible', name: 'convertible' },
  { type: 'ipo', name: 'IPO' },
];

/** Comparables and cash flows that are worked out anew with every peer and assumption changed. */
@Component({
  imports: [FigureOnPage, GridOnPage, Trouble],
  template: `
    <div class="row">
      <h1>Models</h1>
      <div class="row tabs" role="group" aria-label="Model">
        <button type="button" [attr.aria-pressed]="model() === 'comps'" (click)="model.set('comps')">Comparables</button>
        <button type="button" [attr.aria-pressed]="model() === 'dcf'" (click)="model.set('dcf')">DCF</button>
      </div>
      <span class="faint" role="status">{{ state() }}</span>
    </div>
    <div class="row controls">
      <label class="inline">Company
        <input list="model-companies" #name [value]="company() ?? ''" placeholder="HD" (change)="choose(name.value)" />
      </label>
      <label class="inline">As known on <input type="date" #day (change)="asOf.set(day.value)" /></label>
      <datalist id="model-companies">@for (one of companies(); track one.cik) {<option [value]="one.ticker || one.name">{{ one.name }}</option>}</datalist>
    </div>
    <div class="row controls" role="group" aria-label="Peers">
      <span class="faint">Peers</span>
      @for (one of peers(); track one) {
        <button type="button" class="chip" (click)="leave(one)" [attr.aria-label]="'Leave out ' + one">{{ one }} <span aria-hidden="true">&times;</span></button>
      }
      <form class="inline" (submit)="add($event, peer)">
        <input #peer list="model-companies" aria-label="Peer to add" placeholder="LOW" size="12" /> <button type="submit">Add</button>
      </form>
      @for (one of near(); track one) {
        @if (!peers().includes(one)) {
          <button type="button" class="chip near" (click)="take([one])" [attr.aria-label]="'Take in ' + one">+ {{ one }}</button>
        }
      }
    </div>
    <br-trouble [problem]="found.problem()" />
    @if (!company()) {
      <p>Choose a company; comparables also need its peers.</p>
    } @else if (!peers().length) {
      <p>Add the companies to compare it with.</p>
    }
    <div class="builder">
      <div [attr.aria-busy]="found.waiting()">
        @if (found.value(); as said) {
          <p class="headline">
            {{ said.company.name }}: {{ said.headline.name }}
            <br-figure [figure]="said.headline.id" [value]="said.headline.value" [unit]="said.headline.unit" [origin]="said.headline.origin" />
            <span class="faint"> as of {{ said.as_of }}; {{ said.currency }}, money and shares in millions</span>
          </p>
          @for (grid of said.grids; track grid.title) {<br-grid [grid]="grid" />}
          @for (note of said.notes; track $index) {<p class="faint">{{ note }}</p>}
          @if (said.findings.length) {
            <details>
              <summary>{{ said.findings.length }} remarks on the data</summary>
              @for (one of said.findings; track $index) {<p class="finding">{{ one.message }}</p>}
            </details>
          }
        }
      </div>
      <aside aria-label="Assumptions and workbook">
        @if (model() === 'dcf' && fields().length) {
          <h2>Assumptions</h2>
          @for (one of fields(); track one.key) {
            <label class="assumption" [class.changed]="set().has(one.key)">
              <span>{{ one.label }}</span>
              @switch (one.kind) {
                @case ('switch') {
                  <input type="checkbox" [checked]="said(one) === '1'" (change)="put(one, $any($event.target).checked ? '1' : '0')" />
                }
                @case ('choice') {
                  <select [value]="said(one)" (change)="put(one, $any($event.target).value)">
                    @for (choice of one.choices; track choice.value) {<option [value]="choice.value" [selected]="choice.value === said(one)">{{ choice.name }}</option>}
                  </select>
                }
                @default {
                  <span class="typed">
                    <input inputmode="decimal" [value]="said(one)" [attr.aria-invalid]="wrong(one)" (input)="put(one, $any($event.target).value)" />{{ one.kind === 'percent' ? '%' : '' }}
                  </span>
                }
              }
            </label>
            @if (set().has(one.key)) {
              <p class="was">
                @if (wrong(one)) {<span class="warn">is no plain number and is not used</span>}
                was {{ was(one) }} <button type="button" (click)="drop(one)" [attr.aria-label]="'Put back ' + one.label">put back</button>
              </p>
            }
          }
          <label class="assumption"><span>Reason, kept with each</span><input [value]="reason()" (change)="reason.set($any($event.target).value)" /></label>
          <p class="faint">What is changed is adopted by {{ owner() }} in this working; nothing is kept but its proof.</p>
        }
        <h2>Workbook</h2>
        <form (submit)="write($event, kind.value)">
          <label class="assumption"><span>With the models of</span>
            <select #kind>@for (one of books; track one.type) {<option [value]="one.type">{{ one.name }}</option>}</select>
          </label>
          <button type="submit" [disabled]="!company() || book.waiting()">{{ book.waiting() ? 'Writing' : 'Write the workbook' }}</button>
        </form>
        <br-trouble [problem]="book.problem()" />
        @if (book.value(); as folder) {
          <ul class="files">
            @for (file of folder.files; track file.id) {<li><a class="button" [href]="'/api/v1/' + file.id" download>{{ file.name }}</a></li>}
          </ul>
        }
      </aside>
    </div>
  `,
})
export class Models implements OnDestroy {
  readonly company = input<string>();
  readonly model = signal<'comps' | 'dcf'>('comps');
  readonly peers = signal<string[]>([]);
  /** Known companies of its industry, which a person may take as peers or not. */
  readonly near = signal<string[]>([]);
  readonly asOf = signal('');
  readonly companies = signal<Company[]>([]);
  readonly fields = signal<Assumption[]>([]);
  readonly set = signal<ReadonlyMap<string, string>>(new Map());
  readonly owner = signal('');
  readonly reason = signal('flexed in the workbench');
  readonly found = new Loaded<Valuation>();
  readonly book = new Loaded<Folder>();
  readonly books = BOOKS;
  readonly state = computed(() => (this.found.waiting() ? 'Working it out' : ''));
  private readonly router = inject(Router);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    read<{ companies: Company[] }>('companies').then((told) => this.companies.set(told.companies), () => undefined);
    read<Me>('me').then((told) => this.owner.set(told.name), () => undefined);
    // Another company has other assumptions; and other companies near it.
    effect(() => {
      const at = this.company()?.toLowerCase();
      const all = this.companies();
      const own = all.find((one) => [one.ticker, one.cik, one.name].some((word) => word.toLowerCase() === at));
      untracked(() => {
        this.fields.set([]);
        this.set.set(new Map());
        this.found.value.set(null);
        this.peers.set([]);
        this.near.set([]);
        if (!own) return;
        const near = all.filter((one) => one.industry === own.industry && one.cik !== own.cik && one.ticker && one.invented === own.invented);
        this.near.set(near.slice(0, 8).map((one) => one.ticker));
      });
    });
    effect(() => {
      const company = this.company();
      const [model, peers, asOf, set, reason] = [this.model(), this.peers(), this.asOf(), this.set(), this.reason()];
      clearTimeout(this.timer);
      if (!company || !peers.length) return;
      this.timer = setTimeout(() => void this.work(company, model, peers, asOf, set, reason), SETTLED_MS);
    });
  }

  ngOnDestroy(): void {
    clearTimeout(this.timer);
  }

  choose(company: string): void {
    void this.router.navigate(['/models'], { queryParams: { company: company.trim() || null } });
  }

  add(event: Event, field: HTMLInputElement): void {
    event.preventDefault();
    const named = field.value.split(',').map((one) => one.trim()).filter(Boolean);
    field.value = '';
    this.take(named);
  }

  take(named: string[]): void {
    this.peers.update((peers) => [...new Set([...peers, ...named])]);
  }

  leave(peer: string): void {
    this.peers.update((peers) => peers.filter((one) => one !== peer));
  }

  said(one: Assumption): string {
    return this.set().get(one.key) ?? asTyped(one);
  }

  was(one: Assumption): string {
    const choice = one.choices.find((other) => other.value === asTyped(one))?.name;
    return choice ?? (one.kind === 'switch' ? (asTyped(one) === '1' ? 'yes' : 'no') : formatted(one.figure.value, one.format));
  }

  wrong(one: Assumption): boolean {
    return this.set().has(one.key) && meant(this.said(one), one.format) === null;
  }

  put(one: Assumption, words: string): void {
    this.set.update((set) => new Map(set).set(one.key, words));
  }

  drop(one: Assumption): void {
    this.set.update((set) => new Map([...set].filter(([key]) => key !== one.key)));
  }

  write(event: Event, type: string): void {
    event.preventDefault();
    void this.book.ask(async () => {
      const file = await this.file(this.set(), this.reason());
      const peers = this.peers().length ? { peers: this.peers() } : {};
      const done = await run<Book>('pitch', { company: this.company(), type, as_of: this.asOf() || null, ...file, ...peers });
      return read<Folder>(done.folder);
    });
  }

  private async work(company: string, model: string, peers: string[], asOf: string, set: ReadonlyMap<string, string>, reason: string): Promise<void> {
    await this.found.ask(async () => {
      const file = model === 'dcf' ? await this.file(set, reason) : {};
      return (await run<Valuation>(model, { company, peers, as_of: asOf || null, ...file })).answer;
    });
    const said = this.found.value();
    if (said && model === 'dcf' && !this.fields().length) this.fields.set(assumptions(said));
  }

  /** The file of what was changed; none where nothing was. */
  private async file(set: ReadonlyMap<string, string>, reason: string): Promise<{ assumptions?: string }> {
    const used = this.fields().filter((one) => set.has(one.key) && meant(set.get(one.key) ?? '', one.format) !== null);
    if (!used.length) return {};
    const day = new Date().toISOString().slice(0, 10);
    return { assumptions: (await upload(adopted(used, set, this.owner() || 'unknown', reason.trim() || 'flexed in the workbench', day))).id };
  }
}
