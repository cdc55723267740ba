import { Component, input, signal } from '@angular/core';

import { Job, read, upload, work } from '../../api/desk';
import { Book, Company, Folder } from '../../api/shapes';
import { FigureOnPage } from '../parts/figure';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

const TYPES = ['general', 'sell-side', 'buy-side', 'refinancing', 'new-issue', 'follow-on', 'convertible', 'ipo'];

interface Written {
  book: Book;
  folder: Folder | null;
}

/** A pitch book: type, company, peers and template in; workbook, deck and ledger out. */
@Component({
  imports: [FigureOnPage, Trouble],
  template: `
    <h1>Pitch</h1>
    <form class="sheet" (submit)="write($event, kind.value, name.value, peers.value, checked.checked)">
      <label>Type <select #kind name="type">@for (one of types; track one) {<option [value]="one">{{ one }}</option>}</select></label>
      <label>Company <input #name name="company" required list="companies" [value]="company() ?? ''" placeholder="HD" /></label>
      <label>Peers <input #peers name="peers" list="companies" placeholder="LOW, WMT, NKE, MCD; empty: chosen for you" /></label>
      <label>The bank's template <input type="file" accept=".pptx,.potx" (change)="template($any($event.target).files)" /></label>
      <label class="check"><input #checked type="checkbox" name="checked" /> Refuse while an assumption has no owner</label>
      <button type="submit" [disabled]="written.waiting()">{{ written.waiting() ? 'Writing the book' : 'Write the book' }}</button>
      <datalist id="companies">@for (one of companies(); track one.cik) {<option [value]="one.ticker || one.name">{{ one.name }}</option>}</datalist>
    </form>
    @if (written.waiting()) {
      <p class="faint" role="status">
        {{ job()?.activity || 'Waiting for its turn' }}@if (job()?.total; as total) {, {{ job()?.done }} of {{ total }}}. Deck, workbook and ledger are compared number by number
        before any of them appears; the work goes on if you leave this page.
      </p>
    }
    <br-trouble [problem]="written.problem()" />
    @if (written.value(); as said) {
      <section class="result" aria-label="The book">
        <h2>{{ said.book.state === 'checked' ? 'Checked' : 'Draft' }}, as of {{ said.book.as_of }}</h2>
        <p>{{ said.book.figures }} figures, each sourced, computed or assumed; {{ said.book.defaults }} assumptions nobody has adopted yet. Deck, workbook and ledger agree.</p>
        @if (said.book.headline; as head) {
          <p>{{ head.name }}: <br-figure [figure]="head.id" [value]="head.value" [unit]="head.unit" [origin]="head.origin" /></p>
        }
        <ul class="files">
          @for (file of said.folder?.files ?? []; track file.id) {
            <li><a class="button" [href]="'/api/v1/' + file.id" download>{{ file.name }}</a> <span class="faint">{{ (file.size / 1024).toFixed(0) }} kB</span></li>
          }
        </ul>
        @for (one of said.book.findings; track $index) {
          <p class="finding">{{ one.message }}</p>
        }
      </section>
    }
  `,
})
export class Pitch {
  readonly types = TYPES;
  readonly company = input<string>();
  readonly companies = signal<Company[]>([]);
  readonly written = new Loaded<Written>();
  readonly job = signal<Job | null>(null);
  private file: File | null = null;

  constructor() {
    read<{ companies: Company[] }>('companies').then(
      (found) => this.companies.set(found.companies),
      () => undefined,
    );
  }

  template(files: FileList | null): void {
    this.file = files?.[0] ?? null;
  }

  write(event: Event, type: string, company: string, peers: string, checked: boolean): void {
    event.preventDefault();
    const named = peers.split(',').map((one) => one.trim()).filter(Boolean);
    void this.written.ask(async () => {
      const template = this.file ? (await upload(this.file)).id : undefined;
      const asked = { type, company, checked, template, ...(named.length ? { peers: named } : {}) };
      this.job.set(null);
      const done = await work<Book>('pitch', asked, (job) => this.job.set(job));
      const folder = done.folder ? await read<Folder>(done.folder) : null;
      return { book: done.answer, folder };
    });
  }
}
