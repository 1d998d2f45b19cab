import type { Path } from '../data/path';
import type { Resource } from '../model/resource';
import type { LabelField, LabelSection, NameSection } from './label-fields';
import type { DifferenceId } from './versions';

/** One thing that a layer does to the resources that it has gathered, in kustomize's order. */
export type Step =
  | PatchStep
  | LabelStep
  | { readonly kind: 'namespace'; readonly namespace: string; readonly unsetOnly: boolean }
  | NameStep
  | { readonly kind: 'replicas'; readonly name: string; readonly count: number }
  | ReplacementStep;

/** A prefix and a suffix for the names of the kinds that its fields name: its own, or those of a section of the configuration. */
export interface NameStep {
  readonly kind: 'name';
  readonly prefix: string;
  readonly suffix: string;
  readonly fields: readonly LabelField[] | NameSection;
}

/** Labels written to fields: its own, those of some sections of the configuration, and the metadata of every object. */
export interface LabelStep {
  readonly kind: 'labels';
  /** Where its entry stands in the kustomization. */
  readonly entry?: Path;
  readonly labels: Readonly<Record<string, string>>;
  /** `commonLabels`: that section as it stands, not merged into anything. */
  readonly fields: readonly LabelField[] | 'commonLabels';
  readonly sections: readonly LabelSection[];
  readonly metadata?: true;
}

/** A strategic-merge or JSON 6902 patch. */
export interface PatchStep {
  readonly kind: 'patch';
  /** Where its entry stands in the kustomization. */
  readonly entry?: Path;
  /** One document: a map merges, a list of operations is applied one after the other. */
  readonly patch: unknown;
  /** Absent where the patch itself names what it is about. */
  readonly target?: PatchTarget;
  /** The file's resource, where the patch stands in a file of its own. */
  readonly from?: Resource;
  /** A merge is refused. */
  readonly onlyOperations?: true;
  readonly allowNameChange: boolean;
  readonly allowKindChange: boolean;
}

/** Values that are copied from one resource to others. */
export interface ReplacementStep {
  readonly kind: 'replacements';
  /** Where its entry stands in the kustomization. */
  readonly entry?: Path;
  /** How messages name it. */
  readonly subject: string;
  readonly replacements: readonly Replacement[];
}

/** One value, and where it goes. Source: kustomize API reference, `replacements`. */
export interface Replacement {
  readonly source?: { readonly select: PatchTarget; readonly fieldPath: string; readonly options: FieldOptions };
  readonly sourceValue?: string;
  readonly targets: readonly ReplacementTarget[];
}

export interface ReplacementTarget {
  /** Missing, kustomize refuses it; an empty one selects all. */
  readonly select?: PatchTarget;
  readonly reject: readonly PatchTarget[];
  readonly fieldPaths: readonly string[];
  readonly options: FieldOptions;
}

/** Which part of a text is meant, and whether missing fields are made. */
export interface FieldOptions {
  readonly delimiter: string;
  readonly index: number;
  readonly create: boolean;
}

/** Regular expressions that match whole names, and selector expressions. Source: kustomize API reference, `patches`. */
export interface PatchTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

/**
 * It adds resources that can't be seen; it changes seen ones in a way that can't be known; it lets labels reach more fields; or
 * kustomize itself can't build it. The last three are followed and told all the same: a file that may hold nothing counts as empty;
 * versions of kustomize differ; a key stands twice.
 */
export type GapEffect = 'adds' | 'changes' | 'configures' | 'breaks' | 'assumes' | 'differs' | 'twice';

/** Something that can't be followed from the input alone. */
export interface Gap {
  readonly kustomization: Resource;
  /** What can't be followed, and what is so with it, as words for a message. */
  readonly subject: string;
  readonly problem: string;
  readonly effect: GapEffect;
  /** What versions of kustomize do otherwise, and the place of the entry with which they do. */
  readonly difference?: DifferenceId;
  readonly at?: Path;
  /** It names what is at hand, but not among the items: no remote one. */
  readonly isNear?: true;
  /** The entry that it is, where several like it may be told at once. */
  readonly entry?: GapEntry;
  /** The source that a patch can't be applied to. */
  readonly source?: Resource;
  /** What patches tell of the resources that it adds. */
  readonly brings?: readonly Ref[];
  /** The directories of the roots that it comes into. */
  readonly roots?: readonly string[];
}

/** An entry of a list by its name, and what several of its kind are called. */
export interface GapEntry {
  readonly name: string;
  readonly several: string;
}

/** An object by kind and name. */
export interface Ref {
  /** Its API group, where that is said. */
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
}

/** Takes note of what versions of kustomize do otherwise. */
export type Differs = (id: DifferenceId, subject: string, problem: string, at?: Path) => void;

/** Takes note of a gap. */
export type NoteGap = (
  subject: string,
  problem: string,
  effect?: GapEffect,
  more?: Pick<Gap, 'source' | 'difference' | 'isNear' | 'entry' | 'at'>,
) => void;

/** Reports differences as gaps that are followed. */
export const differing =
  (gap: NoteGap): Differs =>
  (difference, subject, problem, at) =>
    gap(subject, problem, 'differs', { difference, ...(at && { at }) });
