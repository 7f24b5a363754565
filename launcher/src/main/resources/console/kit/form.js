// A form that is sent to the server: busy while it is, and with a word of what went wrong.

/**
 * @param place where the page is drawn
 * @param draw  draws it anew
 * @returns {busy, problem, sends(work)}: work gets the form's values
 */
export function sending(place, draw) {
  const form = {
    busy: false,
    problem: '',
    sends: (work) => async (event) => {
      event.preventDefault();
      const given = Object.fromEntries(new FormData(event.target));
      form.busy = true;
      form.problem = '';
      draw();
      try {
        await work(given);
      } catch (failed) {
        form.problem = failed.message;
      }
      form.busy = false;
      draw();
      place.querySelector('input')?.focus();
    },
  };
  return form;
}
