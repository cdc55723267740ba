import { Component, computed, signal } from '@angular/core';
import { RouterLink } from '@angular/router';

import { read, run, upload } from '../../api/desk';
import { Filing } from '../../api/shapes';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

/** What is kept, and bringing more. */
@Component({
  imports: [RouterLink, Trouble],
  template: `
    <div class="row">
      <h1>Documents</h1>
      <input type="search" aria-label="Find a document" placeholder="Company, form, accession" (input)="words.set($any($event.target).value)" />
      <label class="inline">behind the wall <input #wall size="14" placeholder="none" (input)="walls.set(wall.value)" /></label>
      <label class="button">Bring filings <input class="sr" type="file" multiple (change)="bring($any($event.target).files)" /></label>
    </div>
    @if (brought.waiting()) {<p class="faint" role="status">Reading what you brought</p>}
    <br-trouble [problem]="brought.problem() ?? found.problem()" />
    @if (brought.value(); as said) {<p class="finding">{{ said }}</p>}
    <table class="grid">
      <caption class="sr">Filings, newest first</caption>
      <thead><tr><th scope="col">Known since</th><th scope="col">Form</th><th scope="col">Company</th><th scope="col">Period to</th><th scope="col">Accession</th><th scope="col">Document</th></tr></thead>
      <tbody>
        @for (one of rows(); track one.digest + one.accession) {
          <tr>
            <td>{{ one.known_since ?? '-' }}</td><td>{{ one.form }}</td><td>{{ one.company || '-' }}</td><td>{{ one.period_end ?? '-' }}</td><td>{{ one.accession || '-' }}</td>
            <td>@if (one.readable) {<a [routerLink]="['/documents', one.digest]">read</a>} @else {<span class="faint">numbers only</span>}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class Documents {
  readonly words = signal('');
  /** The label of a deal whose wall what is brought is kept behind. */
  readonly walls = signal('');
  readonly found = new Loaded<Filing[]>();
  readonly brought = new Loaded<string>();
  readonly rows = computed(() => {
    const words = this.words().toLowerCase().split(/\s+/);
    return (this.found.value() ?? [])
      .filter((one) => words.every((word) => `${one.company} ${one.form} ${one.accession} ${one.name}`.toLowerCase().includes(word)))
      .slice(0, 200);
  });

  constructor() {
    this.list();
  }

  bring(files: FileList | null): void {
    if (!files?.length) return;
    const walls = this.walls().split(',').map((one) => one.trim()).filter(Boolean);
    void this.brought
      .ask(async () => {
        const kept = [];
        for (const file of Array.from(files)) kept.push((await upload(file)).id);
        const { answer } = await run<{ stored: number; duplicates: unknown[]; rejections: { path: string; reason: string }[] }>('ingest', { paths: kept, ...(walls.length ? { walls } : {}) });
        const refused = answer.rejections.map((one) => `${one.path}: ${one.reason}`).join('; ');
        return `${kept.length} brought, ${answer.duplicates.length} there already${walls.length ? `, kept behind ${walls.join(', ')}` : ''}${refused ? `, refused: ${refused}` : ''}`;
      })
      .then(() => this.list());
  }

  private list(): void {
    void this.found.ask(async () => (await read<{ filings: Filing[] }>('filings')).filings);
  }
}
