import { FullscreenOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type Graph from 'graphology';
import { inferSettings } from 'graphology-layout-forceatlas2';
import FA2Layout from 'graphology-layout-forceatlas2/worker';
import { type RefObject, useEffect, useRef, useState } from 'react';
import Sigma from 'sigma';
import { pictureScale } from './figure.tsx';
import { colours, family } from './theme.ts';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';

export interface NetworkPictureProps {
  /** Its nodes have x, y, size and label; its edges size and colour. */
  readonly graph: Graph;
  /** The nodes lie where they belong: nothing is left to lay out. */
  readonly placed: boolean;
  readonly label: string;
  readonly colourOf: (id: string) => string;
  readonly focused: string | null;
  readonly onFocus: (id: string | null) => void;
  /** Answers what is drawn, for a file. */
  readonly image?: RefObject<(() => HTMLCanvasElement) | null>;
}

const faded = '#e7ebe9';
/** Long enough for the shape to settle; more nodes need more steps and the steps are slower. */
const layoutMs = (nodes: number) => Math.min(9_000, 1_200 + 3 * nodes);

/** Draws by WebGL, while a worker finds the places of the nodes where they have none. */
export function NetworkPicture(props: NetworkPictureProps) {
  const { graph, placed, label, colourOf, focused, onFocus, image } = props;
  const t = useWords(uiWords);
  const place = useRef<HTMLDivElement>(null);
  const drawing = useRef<Sigma | null>(null);
  const shown = useRef({ colourOf, focused, hovered: null as string | null, onFocus });
  shown.current = { ...shown.current, colourOf, focused, onFocus };
  const [layingOut, setLayingOut] = useState(!placed);

  useEffect(() => {
    if (place.current === null) return;
    const sigma = draw(graph, place.current, shown);
    drawing.current = sigma;
    if (image !== undefined) image.current = () => imageOf(sigma);
    const redraw = () => sigma.refresh({ skipIndexation: true });
    document.fonts.addEventListener('loadingdone', redraw);
    setLayingOut(!placed);
    const end = placed ? null : layOut(graph, () => setLayingOut(false));
    return () => {
      end?.();
      document.fonts.removeEventListener('loadingdone', redraw);
      sigma.kill();
      drawing.current = null;
      if (image !== undefined) image.current = null;
    };
  }, [graph, placed, image]);

  useEffect(() => {
    drawing.current?.refresh({ skipIndexation: true });
  }, [colourOf, focused]);

  useEffect(() => {
    if (focused === null || layingOut) return;
    const at = drawing.current?.getNodeDisplayData(focused);
    if (at) void drawing.current?.getCamera().animate({ x: at.x, y: at.y, ratio: 0.4 });
  }, [focused, layingOut]);

  const camera = () => drawing.current?.getCamera();
  return (
    <div className="network-frame">
      <div ref={place} className="network-picture" role="img" aria-label={label} />
      <div className="network-tools">
        <Button
          icon={<PlusOutlined />}
          aria-label={t('zoomIn')}
          onClick={() => void camera()?.animatedZoom()}
        />
        <Button
          icon={<MinusOutlined />}
          aria-label={t('zoomOut')}
          onClick={() => void camera()?.animatedUnzoom()}
        />
        <Button
          icon={<FullscreenOutlined />}
          aria-label={t('wholePicture')}
          onClick={() => void camera()?.animatedReset()}
        />
      </div>
      <span className="network-status" role="status">
        {layingOut ? t('layingOut') : ''}
      </span>
    </div>
  );
}

const layers = ['edges', 'edgeLabels', 'nodes', 'labels', 'hovers', 'hoverNodes'] as const;

/** WebGL forgets what it drew: it is drawn again and taken at once. */
function imageOf(sigma: Sigma): HTMLCanvasElement {
  const { width, height } = sigma.getDimensions();
  const canvas = document.createElement('canvas');
  canvas.width = width * pictureScale;
  canvas.height = height * pictureScale;
  const brush = canvas.getContext('2d')!;
  sigma.refresh({ skipIndexation: true });
  const drawn = sigma.getCanvases();
  for (const layer of layers) {
    const one = drawn[layer];
    if (one !== undefined) brush.drawImage(one, 0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

/** Begins to find places, and answers what ends it. */
function layOut(graph: Graph, onEnd: () => void): () => void {
  const layout = new FA2Layout(graph, {
    settings: {
      ...inferSettings(graph),
      // Few nodes fall apart into islands unless something holds them together.
      gravity: graph.order < 200 ? 0.5 : 0.1,
      barnesHutOptimize: graph.order >= 500,
      edgeWeightInfluence: 0.6,
      slowDown: graph.order < 200 ? 4 : 1.5,
    },
  });
  layout.start();
  const timer = setTimeout(() => {
    layout.stop();
    onEnd();
  }, layoutMs(graph.order));
  return () => {
    clearTimeout(timer);
    layout.kill();
  };
}

interface Shown {
  readonly colourOf: (id: string) => string;
  readonly focused: string | null;
  hovered: string | null;
  readonly onFocus: (id: string | null) => void;
}

function draw(graph: Graph, place: HTMLElement, shown: { readonly current: Shown }): Sigma {
  /** What the eye is on: the hovered node, else the chosen one. */
  const eye = () => shown.current.hovered ?? shown.current.focused;
  const near = (id: string, centre: string) =>
    id === centre || (graph.hasNode(centre) && graph.areNeighbors(id, centre));
  const sigma = new Sigma(graph, place, {
    labelFont: family,
    labelColor: { color: colours.ink },
    labelSize: 12,
    labelRenderedSizeThreshold: graph.order < 60 ? 0 : graph.order < 1_000 ? 7 : 4.5,
    labelDensity: 0.6,
    hideEdgesOnMove: graph.size > 5_000,
    zIndex: true,
    minCameraRatio: 0.03,
    maxCameraRatio: 3,
    allowInvalidContainer: true,
    nodeReducer: (id, look) => {
      const centre = eye();
      const color = shown.current.colourOf(id);
      if (centre === null || !graph.hasNode(centre)) return { ...look, color };
      return near(id, centre)
        ? { ...look, color, zIndex: 1, forceLabel: id === centre || graph.degree(centre) < 25 }
        : { ...look, color: faded, label: '', zIndex: 0 };
    },
    edgeReducer: (edge, look) => {
      const centre = eye();
      if (centre === null || !graph.hasNode(centre)) return look;
      return graph.hasExtremity(edge, centre)
        ? { ...look, color: colours.accent, zIndex: 1 }
        : { ...look, hidden: true };
    },
  });
  const hover = (id: string | null) => {
    shown.current.hovered = id;
    place.style.cursor = id === null ? '' : 'pointer';
    sigma.refresh({ skipIndexation: true });
  };
  sigma.on('enterNode', ({ node }) => hover(node));
  sigma.on('leaveNode', () => hover(null));
  sigma.on('clickNode', ({ node }) => shown.current.onFocus(node));
  sigma.on('clickStage', () => shown.current.onFocus(null));
  return sigma;
}
