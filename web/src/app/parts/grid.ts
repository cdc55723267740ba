import { Component, input } from '@angular/core';

import { Grid, GridRow } from '../../api/shapes';
import { FigureOnPage } from './figure';
import { formatted } from './formats';

/** A table of numbers as an operation answers it, each number opening its source. */
@Component({
  selector: 'br-grid',
  imports: [FigureOnPage],
  template: `
    <div class="wide" tabindex="0" role="region" [attr.aria-label]="grid().title">
      <table class="grid numbers">
        <caption>{{ grid().title }}</caption>
        @if (heads()) {
          <thead>
            <tr>
              <th scope="col"><span class="sr">Line</span></th>
              @for (column of grid().columns; track $index) {
                <th scope="col" class="num">{{ column || '' }}</th>
              }
            </tr>
          </thead>
        }
        <tbody>
          @for (row of grid().rows; track $index) {
            <tr [attr.data-style]="row.style">
              <th scope="row">{{ row.label }}</th>
              @for (one of row.numbers; track $index) {
                <td class="num">
                  @if (one) {
                    <br-figure [figure]="one.id" [as]="words(one.value, row, $index)" [origin]="one.origin" [kind]="one.kind" />
                  }
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
    @if (grid().note) {
      <p class="faint">{{ grid().note }}</p>
    }
  `,
})
export class GridOnPage {
  readonly grid = input.required<Grid>();

  heads(): boolean {
    return this.grid().columns.some(Boolean);
  }

  words(value: number | string, row: GridRow, place: number): string {
    return formatted(value, row.formats[place] ?? this.grid().formats[place] ?? '');
  }
}
