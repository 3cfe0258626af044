"""Names of classes of facts that the hand-written peers list, because they know no graph."""

RADICULAR = frozenset((
    "DermatomalSensoryLoss", "FootDrop", "LegPainBelowKnee", "MyotomalWeakness", "RadicularPain", "Radiculopathy",
    "ReflexLoss", "StraightLegRaiseTest",
))  # fmt: skip
#: A denial of any of these denies radicular pain.
DENY_RADICULAR_PAIN = ("RadicularPain", "LegPain")
WAIVERS = (
    "CaudaEquinaSyndrome",
    "ProgressiveMotorDeficit",
    "SuspectedMalignancy",
    "SpinalInfection",
    "VertebralFracture",
)
#: A denial of a wider class denies what lies below it.
DENY_WAIVER = {each: (each, "NeurologicDeficit") if each == "ProgressiveMotorDeficit" else (each,) for each in WAIVERS}
RED_FLAGS = frozenset((*WAIVERS, "CompressionFracture"))
FRACTURES = frozenset(("VertebralFracture", "CompressionFracture"))
#: What the title of a facet code without myelopathy or radiculopathy rules out.
RULED_OUT = RADICULAR | {"Myelopathy"}
FACET_CODES = ("M47.81", "M47.89")
EXCLUDING_CODES = ("M47.81",)
FORMAL_THERAPY = frozenset((
    "LumbarStabilizationProgram", "PelvicFloorPhysicalTherapy", "PhysicalTherapy", "SacroiliacPhysicalTherapy",
))  # fmt: skip
MEDICATION = frozenset((
    "Acetaminophen", "Antidepressant", "Duloxetine", "Gabapentin", "Gabapentinoid", "Medication", "MuscleRelaxant",
    "NSAID", "Opioid", "Pregabalin",
))  # fmt: skip
BLOCK = "MedialBranchBlock"
OTHER_INJECTIONS = frozenset((
    "CaudalEpiduralInjection", "CervicalMedialBranchBlock", "DiagnosticCoccygealInjection",
    "DiagnosticSacroiliacInjection", "EpiduralSteroidInjection", "FirstIntercoccygealDiscInjection",
    "GanglionImparBlock", "GenicularNerveBlock", "InterlaminarEpiduralInjection", "IntraarticularFacetInjection",
    "IntramuscularAnestheticInjection", "LumbarSympatheticBlock", "OccipitalNerveBlock", "SacralLateralBranchBlock",
    "SacrococcygealDiscInjection", "SacrococcygealSteroidInjection", "SacroiliacJointInjection",
    "SacroiliacSteroidInjection", "SelectiveNerveRootBlock", "StellateGanglionBlock", "TherapeuticFacetInjection",
    "ThoracicMedialBranchBlock", "TransforaminalEpiduralInjection", "TriggerPointInjection",
))  # fmt: skip
ADD_ONS = {"64636": "64635"}
SIDES = {"left": ("left",), "right": ("right",), "bilateral": ("left", "right"), None: ()}
