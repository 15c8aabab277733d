import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from './desk.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import type { OpenForm } from './state.ts';

/** The open form as a dialog. Closing puts it aside with what was filled in; only sending or discarding ends it. */
export function FormDialog({ open }: { open: OpenForm }) {
  const { words, submit, asideForm } = useDesk();
  const { form } = open;
  const [values, setValues] = useState(open.values);
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  const fields = useRef<HTMLFormElement>(null);
  const attempt = useAttempt(open.id);

  useLayoutEffect(() => {
    const faulty = fields.current?.querySelector('[aria-invalid="true"]');
    const first = faulty ?? fields.current?.querySelector('input, textarea, select');
    if (first instanceof HTMLElement) first.focus();
  }, []);

  async function send(): Promise<void> {
    if (state === 'busy') return;
    setState('busy');
    const sent = await submit({ ...open, id: attempt(values) }, values);
    // Sent: this dialog is gone, or another stands in its place.
    if (!sent) setState('failed');
  }

  return (
    <Dialog title={form.title} onClose={() => asideForm(values)}>
      <form
        ref={fields}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {form.note !== undefined && <p class="form-note">{form.note}</p>}
        <div class="fields">
          {form.fields.map((field) => (
            <Field
              key={field.name}
              field={field}
              value={values[field.name] ?? ''}
              source={{ line: form.says.line, origin: open.origin }}
              onValue={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
            />
          ))}
        </div>
        <footer class="dialog-foot">
          {state === 'failed' && (
            <p class="failed" role="alert">
              {words.formFailed}
            </p>
          )}
          <button type="button" class="button" onClick={() => asideForm(values)}>
            {words.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={state === 'busy'}>
            {state === 'busy' ? words.sending : form.submit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

/** The id of a try: the same values again are the same input, so that a lost answer does nothing twice. */
function useAttempt(first: string): (values: OpenForm['values']) => string {
  const last = useRef<{ id: string; values: OpenForm['values'] | null }>({ id: first, values: null });
  return (values) => {
    if (last.current.values !== null && last.current.values !== values) last.current.id = crypto.randomUUID();
    last.current.values = values;
    return last.current.id;
  };
}

/** A form that was put aside, above the composer. */
export function FormAside({ open }: { open: OpenForm }) {
  const { words, againForm, dropForm } = useDesk();
  return (
    <div class="form-aside">
      <button type="button" class="button" onClick={againForm}>
        {words.goOn(open.form.title)}
      </button>
      <button type="button" class="link" onClick={dropForm}>
        {words.discard}
      </button>
    </div>
  );
}
