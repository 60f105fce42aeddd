import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/parts.css';
import './styles/shell.css';
import './styles/views.css';
import './styles/presence.css';
import './styles/on-paper.css';
import './styles/erase-part.css';
import './styles/log.css';
import './styles/paper-form.css';
import './styles/moments.css';
import './styles/signal.css';
import './styles/recovered.css';
import './styles/recording-sign.css';
import './styles/sound.css';
import './styles/ways.css';
import './styles/retention.css';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
