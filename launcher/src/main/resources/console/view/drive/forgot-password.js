import { sending } from '../../kit/form.js';
import { field, html, nothing, render } from '../../kit/ui.js';

export default {
  title: 'Forgotten password',
  mount(place, params, app) {
    let username = '';

    const form = sending(place, () => draw());
    const draw = () => render(html`
      <section class="card narrow">
        <h1>Forgotten password</h1>
        ${form.problem ? html`<p class="note bad" role="alert">${form.problem}</p>` : nothing}
        ${username === '' ? html`<form @submit=${send}>
          ${field('E-mail', html`<input name="username" type="email" autocomplete="username" required>`)}
          <button type="submit" ?disabled=${form.busy}>Send me a code</button></form>`
        : html`<p>If ${username} has an account, a code was sent there.</p><form @submit=${change}>
          ${field('Code', html`<input name="confirmationCode" inputmode="numeric" autocomplete="one-time-code" required>`)}
          ${field('New password', html`<input name="password" type="password" autocomplete="new-password" required minlength="8">`, 'At least eight characters.')}
          <button type="submit" ?disabled=${form.busy}>Set it</button></form>`}
        <p class="links"><a href="#/sign-in">Back to sign in</a></p>
      </section>`, place);

    const send = form.sends(async (given) => {
      await app.api.post(`/auth/forgot-password/${encodeURIComponent(given.username)}`);
      username = given.username;
    });

    const change = form.sends(async (given) => {
      await app.api.post('/auth/confirm-forgot-password', { ...given, username });
      app.toast('The password is set. Sign in with it.', 'good');
      app.go('/sign-in');
    });

    draw();
    place.querySelector('input').focus();
  },
};
