import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';

import { read, run } from '../../api/desk';
import { Brief, BriefLine, Folder } from '../../api/shapes';
import { Alerts } from '../parts/alerts';
import { Jobs } from '../parts/jobs';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

interface Stale {
  looked_at: number;
  fresh: number;
  stale: { folder: string; company: string; as_of: string; stale: unknown[]; causes: { name: string; old: string; new: string }[] }[];
  unchecked: { folder: string; why: string }[];
}

/** What changed: the brief, stale work, and what was written last. */
@Component({
  imports: [Alerts, Jobs, RouterLink, Trouble],
  template: `
    <h1>Today</h1>
    <div class="columns">
      <section aria-labelledby="brief">
        <div class="row">
          <h2 id="brief">Brief</h2>
          <label class="inline">since <input type="date" #since (change)="ask(since.value)" /></label>
        </div>
        <br-trouble [problem]="brief.problem()" />
        @if (brief.waiting()) {
          <p class="faint">Reading what was filed</p>
        }
        @if (brief.value(); as page) {
          <p class="faint">
            {{ page.since }} to {{ page.to }}, {{ page.companies }} companies@if (page.unproven) {, {{ page.unproven }} left
            out without time or proof}
          </p>
          @for (line of lines(); track $index) {
            <article class="line" [attr.data-weight]="line.materiality">
              <div>
                <b>{{ line.company }}</b> {{ line.says }}
                @if (line.label) {
                  <em>[{{ line.label }}]</em>
                }
                @if (line.action) {
                  <span class="tag">{{ line.action }}</span>
                }
              </div>
              <div class="faint">{{ line.at }} &middot; {{ line.form }} @if (line.why) {&middot; {{ line.why }}}</div>
              <blockquote>
                {{ line.proof.quote }}
                @if (line.proof.document) {
                  <a [routerLink]="['/documents', line.proof.document]" [queryParams]="{ start: line.proof.span[0], end: line.proof.span[1] }">proof</a>
                }
              </blockquote>
            </article>
          } @empty {
            <p>Nothing was filed or brought in these days. Choose an earlier day, or bring filings with <code>bookrunner watch</code>.</p>
          }
        }
      </section>
      <section aria-labelledby="work">
        <br-alerts />
        <br-jobs />
        <h2 id="work">Work</h2>
        <br-trouble [problem]="folders.problem()" />
        @for (folder of folders.value() ?? []; track folder.id) {
          <article class="line">
            <b>{{ folder.operation }}</b>&ngsp;<span class="faint">by {{ folder.owner }}</span>
            <ul class="files">
              @for (file of folder.files; track file.id) {
                <li><a [href]="'/api/v1/' + file.id" download>{{ file.name }}</a></li>
              }
            </ul>
          </article>
        } @empty {
          <p>No book was written here yet. <a routerLink="/pitch">Write a pitch</a>.</p>
        }
        <h2>Stale work</h2>
        <button type="button" (click)="look()" [disabled]="stale.waiting()">
          {{ stale.waiting() ? 'Looking at every book' : 'Look for stale work' }}
        </button>
        <br-trouble [problem]="stale.problem()" />
        @if (stale.value(); as said) {
          <p class="faint">{{ said.looked_at }} books looked at, {{ said.fresh }} fresh, {{ said.unchecked.length }} not compared</p>
          @for (book of said.stale; track book.folder) {
            <article class="line" data-weight="4">
              <b>{{ book.company }}</b> {{ book.stale.length }} numbers as of {{ book.as_of }}
              @for (cause of book.causes.slice(0, 3); track cause.name) {
                <div class="faint">{{ cause.name }}: {{ cause.old }} to {{ cause.new }}</div>
              }
            </article>
          }
        }
      </section>
    </div>
  `,
})
export class Today {
  readonly brief = new Loaded<Brief>();
  readonly folders = new Loaded<Folder[]>();
  readonly stale = new Loaded<Stale>();
  readonly lines = computed<BriefLine[]>(() => {
    const page = this.brief.value();
    return page ? [...page.top, ...Object.values(page.sections).flat()] : [];
  });

  constructor() {
    this.ask('');
    void this.folders.ask(async () => (await read<{ folders: Folder[] }>('folders')).folders);
  }

  ask(since: string): void {
    void this.brief.ask(() => read<Brief>('brief', { since }));
  }

  look(): void {
    void this.stale.ask(async () => (await run<Stale>('stale')).answer);
  }
}
