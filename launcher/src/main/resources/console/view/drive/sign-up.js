import { sending } from '../../kit/form.js';
import { field, html, nothing, render } from '../../kit/ui.js';

export default {
  title: 'Make an account',
  mount(place, params, app) {
    let step = 'account';
    let account = {};

    const form = sending(place, () => draw());
    const draw = () => render(html`
      <section class="card narrow">
        <h1>${step === 'account' ? 'Make an account' : 'Look into your mail'}</h1>
        ${form.problem ? html`<p class="note bad" role="alert">${form.problem}</p>` : nothing}
        ${step === 'account' ? html`<form @submit=${signUp}>
          ${field('E-mail', html`<input name="username" type="email" autocomplete="username" required>`)}
          ${field('First name', html`<input name="name" autocomplete="given-name" maxlength="100">`)}
          ${field('Last name', html`<input name="family_name" autocomplete="family-name" maxlength="100">`)}
          ${field('Password', html`<input name="password" type="password" autocomplete="new-password" required minlength="8">`, 'At least eight characters.')}
          <button type="submit" ?disabled=${form.busy}>Make it</button></form>`
        : html`<p>A code was sent to ${account.username}.</p><form @submit=${verify}>
          ${field('Code', html`<input name="code" inputmode="numeric" autocomplete="one-time-code" required>`)}
          <button type="submit" ?disabled=${form.busy}>Go on</button></form>`}
        <p class="links"><a href="#/sign-in">I have an account</a></p>
      </section>`, place);

    const signUp = form.sends(async (given) => {
      await app.api.post('/auth/sign-up', given);
      account = given;
      step = 'code';
    });

    const verify = form.sends(async ({ code }) => {
      await app.api.post('/auth/verify', { username: account.username, code: code.trim() });
      app.session.begin(await app.api.post('/auth/sign-in', { username: account.username, password: account.password }), false);
      app.go('/drive');
    });

    draw();
    place.querySelector('input').focus();
  },
};
