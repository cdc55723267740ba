import { Component } from '@angular/core';

/** Where one stands after signing out; it asks the server nothing, which would sign in anew. */
@Component({
  selector: 'br-signed-out',
  template: `
    <h1>You are signed out</h1>
    <p>Nothing of Bookrunner can be read in this browser until somebody signs in.</p>
    <p><a class="button" href="/auth/login?to=/">Sign in</a></p>
  `,
})
export class SignedOut {}
