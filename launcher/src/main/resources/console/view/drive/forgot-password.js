import { field, html, nothing, render } from '../../kit/ui.js';

export default {
  title: 'Forgotten password',
  mount(place, params, app) {
    let username = '';
    let problem = '';
    let busy = false;

    const draw = () => render(html`
      <section class="card narrow">
        <h1>Forgotten password</h1>
        ${problem ? html`<p class="note bad" role="alert">${problem}</p>` : nothing}
        ${username === '' ? html`<form @submit=${send}>
          ${field('E-mail', html`<input name="username" type="email" autocomplete="username" required>`)}
          <button type="submit" ?disabled=${busy}>Send me a code</button></form>`
        : html`<p>If ${username} has an account, a code was sent there.</p><form @submit=${change}>
          ${field('Code', html`<input name="confirmationCode" inputmode="numeric" autocomplete="one-time-code" required>`)}
          ${field('New password', html`<input name="password" type="password" autocomplete="new-password" required minlength="8">`, 'At least eight characters.')}
          <button type="submit" ?disabled=${busy}>Set it</button></form>`}
        <p class="links"><a href="#/sign-in">Back to sign in</a></p>
      </section>`, place);

    const send = (event) => busily(event, async (given) => {
      await app.api.post(`/auth/forgot-password/${encodeURIComponent(given.username)}`);
      username = given.username;
    });

    const change = (event) => busily(event, async (given) => {
      await app.api.post('/auth/confirm-forgot-password', { ...given, username });
      app.toast('The password is set. Sign in with it.', 'good');
      app.go('/sign-in');
    });

    async function busily(event, work) {
      event.preventDefault();
      const given = Object.fromEntries(new FormData(event.target));
      busy = true;
      problem = '';
      draw();
      try {
        await work(given);
      } catch (failed) {
        problem = failed.message;
      }
      busy = false;
      draw();
      place.querySelector('input')?.focus();
    }

    draw();
    place.querySelector('input').focus();
  },
};
