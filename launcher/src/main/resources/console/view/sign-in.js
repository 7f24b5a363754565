import { ApiError } from '../kit/api.js';
import { sending } from '../kit/form.js';
import { field, html, nothing, render } from '../kit/ui.js';
import { query } from '../kit/router.js';

/** Whoever is an operator becomes one; everybody else is a driver. */
export default {
  title: 'Sign in',
  mount(place, params, app) {
    let challenge = null;

    const form = sending(place, () => draw());
    const draw = () => render(html`
      <section class="card narrow">
        <h1>${challenge ? 'Choose a password of your own' : 'Sign in'}</h1>
        ${form.problem ? html`<p class="note bad" role="alert">${form.problem}</p>` : nothing}
        <form @submit=${challenge ? changePassword : submit}>
          ${challenge ? html`
            ${field('New password', html`<input name="password" type="password" autocomplete="new-password" required minlength="8">`,
              'At least eight characters.')}`
          : html`
            ${field('E-mail', html`<input name="username" type="email" autocomplete="username" required autofocus>`)}
            ${field('Password', html`<input name="password" type="password" autocomplete="current-password" required>`)}`}
          <button type="submit" ?disabled=${form.busy}>${form.busy ? 'One moment…' : challenge ? 'Set it and sign in' : 'Sign in'}</button>
        </form>
        ${challenge ? nothing : html`<p class="links"><a href="#/drive/sign-up">Make an account</a>
          <a href="#/drive/forgot-password">Forgot the password?</a></p>`}
      </section>`, place);

    const submit = form.sends(async ({ username, password }) => {
      try {
        begin(await app.api.post('/admin/sign-in', { username, password }), true);
      } catch (error) {
        if (isChallenge(error)) {
          ask(error, username, true);
        } else if (error.status === 403) {
          await asDriver(username, password);
        } else {
          throw error;
        }
      }
    });

    async function asDriver(username, password) {
      try {
        begin(await app.api.post('/auth/sign-in', { username, password }), false);
      } catch (error) {
        if (isChallenge(error)) {
          ask(error, username, false);
        } else {
          throw error;
        }
      }
    }

    const isChallenge = (error) => error instanceof ApiError && error.body.ChallengeName === 'NEW_PASSWORD_REQUIRED';

    function ask(error, username, isAdmin) {
      challenge = { session: error.body.Session, username, isAdmin };
    }

    const changePassword = form.sends(async ({ password }) => {
      const path = challenge.isAdmin ? '/admin/force-change-password' : '/auth/force-change-password';
      begin(await app.api.post(path, { username: challenge.username, password, session: challenge.session }), challenge.isAdmin);
    });

    function begin(answer, isAdmin) {
      app.session.begin(answer, isAdmin);
      app.go(query(location.hash).get('then') ?? app.home());
    }

    draw();
    place.querySelector('input').focus();
  },
};
